package uk.code4health.opendata.query;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import uk.code4health.opendata.dataset.Licence;

/** Groups, and how much of the whole they are. Written as a stream, so this is the shape, for the contract. */
@Schema(name = "AggregatePage")
record AggregatePage(
        @Schema(
                description =
                        "The groups. Each has what its records share (`{field}`, `{field}_{bucket}`), then its measures: `count`,"
                                + " `{field}_{measure}`. Beside a measure of a field that may lack values stands"
                                + " `{field}_{measure}_complete`: false where a record has no value that it should have. Beside"
                                + " the sum of a field with suppressed cells whose bounds the publisher tells stand"
                                + " `{field}_sum_low` and `{field}_sum_high`, between which the true sum lies; null where nobody"
                                + " knows. A measure whose name a column before it has gets a number: `count_2`")
        List<Map<String, Object>> data,

        RecordsPage.Page page,
        RecordsPage.EditionReference edition,
        Licence licence,

        @Schema(description = "What a reader of this answer should know, such as that things are counted twice")
        List<Warning> warnings) {}
