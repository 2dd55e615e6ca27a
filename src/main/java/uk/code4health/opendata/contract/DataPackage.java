package uk.code4health.opendata.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.AsAt;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.SchemaView;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Licence;
import uk.code4health.opendata.query.Format;

/**
 * What is live of a dataset as a Frictionless Data Package v2. Its one resource is the CSV: a second, of the same records in
 * another format, would be taken for other records.
 */
@Schema(name = "DataPackage", description = "Frictionless Data Package v2 (datapackage.org)")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DataPackage(
        @JsonProperty("$schema") String profile,
        @Schema(examples = "gp-practices") String name,

        @Schema(
                description = "Names this edition of the dataset everywhere",
                examples = "http://localhost:8080/v1/datasets/gp-practices#e12")
        String id,

        String title,
        String description,

        @Schema(description = "The publisher's page", nullable = true) @Nullable String homepage,

        @Schema(
                description = "The newest release that records are taken from",
                examples = "2026-07-17.1",
                nullable = true)
        @Nullable String version,

        @Schema(description = "When the edition was published here", nullable = true) @Nullable Instant created,

        List<String> keywords,
        List<License> licenses,
        List<Contributor> contributors,
        List<Source> sources,
        List<Resource> resources,

        @Schema(description = "A property of ours: what to say when the data are used")
        String attribution,

        @Schema(description = "A property of ours: the releases that records are taken from, newest first")
        List<String> releases,

        @Schema(description = "A property of ours: whether the figures are invented, for trying out")
        boolean sample) {

    private static final String PROFILES = "https://datapackage.org/profiles/2.0/";

    /** Terms of use. */
    @Schema(name = "DataPackageLicense")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record License(
            @Schema(examples = "OGL-UK-3.0", nullable = true) @Nullable String name,

            @Schema(nullable = true) @Nullable String path) {

        private static final String NAME = "[-a-zA-Z0-9._]+";

        static List<License> of(Licence licence) {
            License license = new License(
                    licence.id().matches(NAME) ? licence.id() : null,
                    WebAddress.of(licence.url()).orElse(null));
            return license.name == null && license.path == null ? List.of() : List.of(license);
        }
    }

    /** Somebody who had a part in it. */
    @Schema(name = "DataPackageContributor")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Contributor(
            String title, @Schema(nullable = true) @Nullable String path, List<String> roles) {}

    /** Where it is from. */
    @Schema(name = "DataPackageSource")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Source(
            String title, @Schema(nullable = true) @Nullable String path) {}

    /** A file, and what its columns are. */
    @Schema(name = "DataPackageResource")
    record Resource(
            @JsonProperty("$schema") String profile,
            String name,
            @Schema(examples = "table") String type,

            @Schema(
                    description = "Where the records of this edition are for ever",
                    examples =
                            "http://localhost:8080/v1/datasets/gp-practices/records?format=csv&as_at=2026-07-17T08:30:00Z")
            String path,

            @Schema(examples = "csv") String format,
            @Schema(examples = "text/csv") String mediatype,
            @Schema(examples = "utf-8") String encoding,
            Dialect dialect,
            SchemaView schema,

            @Schema(
                    description =
                            "A property of ours: fields that name records of other datasets, and the packages of those. Foreign keys"
                                    + " of Table Schema stay within a package, and hold of every record.")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<SchemaView.ForeignKeySchema> references) {

        static Resource of(Described described) {
            Dataset dataset = described.dataset();
            String live = described.records(Format.CSV);
            return new Resource(
                    PROFILES + "dataresource.json",
                    described.id(),
                    "table",
                    described
                            .edition()
                            .map(edition -> live + "&" + AsAt.PARAMETER + "=" + edition.publishedAt())
                            .orElse(live),
                    Format.CSV.label(),
                    Format.CSV.plainMediaType(),
                    "utf-8",
                    Dialect.OURS,
                    CsvSchema.of(dataset.schema()),
                    CsvSchema.references(dataset.schema(), described.service()));
        }
    }

    /** How the CSV is written: as RFC 4180 has it. */
    @Schema(name = "DataPackageDialect")
    record Dialect(
            @JsonProperty("$schema") String profile,
            boolean header,
            String delimiter,
            @JsonProperty("lineTerminator") String lineTerminator,
            @JsonProperty("quoteChar") String quoteChar,
            @JsonProperty("doubleQuote") boolean doubleQuote) {

        static final Dialect OURS = new Dialect(PROFILES + "tabledialect.json", true, ",", "\r\n", "\"", true);
    }

    static DataPackage of(Described described) {
        Dataset dataset = described.dataset();
        Optional<Edition> edition = described.edition();
        Optional<String> page = WebAddress.of(dataset.source().url());
        return new DataPackage(
                PROFILES + "datapackage.json",
                described.id(),
                described.address() + edition.map(live -> "#" + live.id()).orElse(""),
                dataset.title(),
                described.description(),
                page.orElse(null),
                described.newestRelease().orElse(null),
                edition.map(Edition::publishedAt).orElse(null),
                dataset.keywords(),
                License.of(dataset.licence()),
                List.of(
                        new Contributor(dataset.publisher(), null, List.of("publisher")),
                        new Contributor(Described.SERVICE, described.service().value(), List.of("distributor"))),
                List.of(new Source(dataset.source().title(), page.orElse(null))),
                List.of(Resource.of(described)),
                dataset.licence().attribution(),
                edition.map(Edition::releases).orElse(List.of()),
                described.isSample());
    }
}
