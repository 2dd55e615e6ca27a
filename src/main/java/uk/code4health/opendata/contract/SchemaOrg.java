package uk.code4health.opendata.contract;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.Links;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.query.Format;

/** A dataset in the words of schema.org, as search engines for data read them from pages. */
final class SchemaOrg {

    private static final String CONTEXT = "https://schema.org/";

    private SchemaOrg() {}

    static Node of(Described described) {
        Dataset dataset = described.dataset();
        Node node = Node.at(described.address(), "Dataset")
                .with("name", dataset.title())
                .with("description", described.description())
                .with("url", described.service().at("/docs/" + described.id()))
                .with("isBasedOn", WebAddress.of(dataset.source().url()))
                .with("identifier", described.id())
                .with("version", described.newestRelease())
                .with("keywords", dataset.keywords())
                .with("license", WebAddress.of(dataset.licence().url()))
                .with("creditText", dataset.licence().attribution())
                .with("isAccessibleForFree", true)
                .with("inLanguage", "en")
                .with("creator", organisation(dataset.publisher()))
                .with("publisher", organisation(dataset.publisher()))
                .with(
                        "provider",
                        organisation(Described.SERVICE)
                                .with("url", described.service().at("/")))
                .with("datePublished", described.edition().map(Edition::publishedAt))
                .with("dateModified", modified(described))
                .with("spatialCoverage", dataset.coverage().spatial().map(place -> Node.of("Place")
                        .with("name", place)))
                .with("includedInDataCatalog", catalogue(described))
                .with("distribution", downloads(described))
                .with("variableMeasured", variables(dataset));
        return Node.in(CONTEXT, node);
    }

    private static Instant modified(Described described) {
        return described.live().lastModified();
    }

    private static Node organisation(String name) {
        return Node.of("Organization").with("name", name);
    }

    private static Node catalogue(Described described) {
        return Node.of("DataCatalog")
                .with("name", Described.SERVICE)
                .with("url", described.service().at(Links.CATALOGUE));
    }

    private static List<Node> downloads(Described described) {
        return Arrays.stream(Format.values())
                .filter(Format::isFile)
                .map(format -> Node.of("DataDownload")
                        .with("name", described.dataset().title() + " as " + DcatDataset.nameOf(format))
                        .with("encodingFormat", format.plainMediaType())
                        .with("contentUrl", described.records(format)))
                .toList();
    }

    /** Status companions say something about the values of others, and are none themselves. */
    private static List<Node> variables(Dataset dataset) {
        return dataset.schema().published().stream().map(SchemaOrg::variable).toList();
    }

    private static Node variable(Field field) {
        Node variable = Node.of("PropertyValue").with("name", field.title()).with("propertyID", field.name());
        return field.description().isEmpty() ? variable : variable.with("description", field.description());
    }
}
