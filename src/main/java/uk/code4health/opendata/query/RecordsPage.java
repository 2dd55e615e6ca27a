package uk.code4health.opendata.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Licence;

/** Records, and how much of the whole they are. Written as a stream, so this is the shape, for the contract. */
@Schema(name = "RecordsPage")
record RecordsPage(
        @Schema(description = "The records: each field's value or null, each status companion's reason or null")
        List<Map<String, Object>> data,

        Page page,
        EditionReference edition,
        Licence licence,

        @Schema(description = "What a reader of this answer should know")
        List<Warning> warnings) {

    /** Where in the whole the answer stands. */
    @Schema(name = "Page")
    record Page(
            @Schema(examples = "100") long returned,

            @Schema(examples = "100", nullable = true) @Nullable Integer limit,

            @Schema(
                    description =
                            "How many records match, or how many different values or groups there are, on all pages; null if it was not to be counted",
                    examples = "14963",
                    nullable = true)
            @Nullable Long total,

            @Schema(
                    enumeration = {"exact", "estimate", "none"},
                    examples = "exact")
            String totalKind,

            @Schema(description = "Whether this answer holds all of them")
            boolean complete,

            @Schema(description = "The next page, if there is one", nullable = true) @Nullable String next) {}

    /** What the records were read from. */
    @Schema(name = "Edition")
    record EditionReference(
            @Schema(examples = "e12") String id,

            @Schema(description = "The releases that supply records, newest first", examples = "[\"2024-06.1\"]")
            List<String> releases,

            Instant publishedAt,

            @Schema(description = "Whether the figures are invented, for trying out")
            boolean sample) {}
}
