package uk.code4health.opendata.contract;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Publication;
import uk.code4health.opendata.query.Format;

/** A dataset, its releases and its files, as DCAT 3 has them. */
final class DcatDataset {

    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    private static final String HEALTH = "http://publications.europa.eu/resource/authority/data-theme/HEAL";

    private final Described described;
    private final Dataset dataset;

    DcatDataset(Described described) {
        this.described = described;
        this.dataset = described.dataset();
    }

    /** What people call a format. */
    static String nameOf(Format format) {
        return switch (format) {
            case PARQUET -> "Parquet";
            default -> format.name();
        };
    }

    Node node(Optional<Instant> issued) {
        Node node = Node.at(described.address(), "dcat:Dataset")
                .with("dct:identifier", described.id())
                .with("dct:title", dataset.title())
                .with("dct:description", described.description())
                .with("dcat:keyword", dataset.keywords())
                .with("dcat:theme", Node.at(HEALTH, "skos:Concept").with("skos:prefLabel", "Health"))
                .with("dct:publisher", Node.of("foaf:Agent").with("foaf:name", dataset.publisher()))
                .with("dct:issued", issued)
                .with("dct:modified", described.live().lastModified())
                .with("dct:accrualPeriodicity", frequency())
                .with("dct:spatial", dataset.coverage().spatial().map(place -> inWords("dct:Location", place)))
                .with("dct:temporal", dataset.coverage().temporal().map(time -> inWords("dct:PeriodOfTime", time)))
                .with(
                        "dcat:landingPage",
                        WebAddress.of(dataset.source().url()).map(page -> Node.at(page, "foaf:Document")))
                .with("dcat:version", described.newestRelease());
        if (described.isSample()) {
            node.with("dct:provenance", inWords("dct:ProvenanceStatement", Described.INVENTED));
        }
        return withReleases(node).with("dcat:distribution", distributions());
    }

    /** A snapshot's release is a version of all of it. Where releases bring a period each, they are its parts. */
    private Node withReleases(Node node) {
        List<String> releases = described.edition().map(Edition::releases).orElse(List.of());
        boolean areParts = dataset.publication().mode() == Publication.Mode.PERIOD;
        if (!areParts) {
            node.with(
                    "dcat:hasCurrentVersion",
                    described.newestRelease().map(this::addressOf).map(Node::to));
        }
        String toWhole = areParts ? "dct:isPartOf" : "dcat:isVersionOf";
        return node.with(
                areParts ? "dct:hasPart" : "dcat:hasVersion",
                releases.stream().map(release -> release(release, toWhole)).toList());
    }

    private Node release(String id, String toWhole) {
        String csv = described.records(Format.CSV) + "&release=" + id;
        return Node.at(addressOf(id), "dcat:Dataset")
                .with("dct:identifier", described.id() + "/" + id)
                .with("dct:title", dataset.title() + ", release " + id)
                .with("dct:description", "What the release " + id + " holds, which never changes.")
                .with("dcat:version", id)
                .with(toWhole, Node.to(described.address()))
                .with("dcat:distribution", distribution(addressOf(id) + "#csv", Format.CSV, csv));
    }

    private String addressOf(String release) {
        return described.below("/releases/" + release);
    }

    private List<Node> distributions() {
        return Arrays.stream(Format.values()).map(this::distribution).toList();
    }

    private Node distribution(Format format) {
        return distribution(described.address() + "#" + format.label(), format, described.records(format))
                .with("dct:issued", described.edition().map(Edition::publishedAt));
    }

    /** JSON comes page by page, so that it has no address of all of it to download. */
    private Node distribution(String id, Format format, String records) {
        Node distribution = Node.at(id, "dcat:Distribution")
                .with("dct:title", dataset.title() + " as " + nameOf(format))
                .with("dcat:accessURL", Node.to(records));
        if (format.isFile()) {
            distribution.with("dcat:downloadURL", Node.to(records));
        }
        return distribution
                .with("dcat:mediaType", registered(format).map(type -> Node.at(type, "dct:MediaType")))
                .with("dct:format", inWords("dct:MediaTypeOrExtent", nameOf(format)))
                .with("dct:license", license())
                .with("dct:conformsTo", Node.at(described.below("/schema"), "dct:Standard"))
                .with("dcat:accessService", Node.to(Dcat.apiOf(described.service())));
    }

    private Optional<Node> license() {
        return WebAddress.of(dataset.licence().url()).map(page -> Node.at(page, "dct:LicenseDocument"));
    }

    private Optional<Node> frequency() {
        return dataset.updateFrequency().flatMap(Frequencies::of).map(frequency -> Node.at(frequency, "dct:Frequency"));
    }

    /** IANA registers none that begins with x (RFC 6838, 3.4). */
    private static Optional<String> registered(Format format) {
        return Optional.of(format.plainMediaType())
                .filter(type -> !type.contains("/x-"))
                .map(MEDIA_TYPES::concat);
    }

    private static Node inWords(String type, String words) {
        return Node.of(type).with("rdfs:label", words);
    }
}
