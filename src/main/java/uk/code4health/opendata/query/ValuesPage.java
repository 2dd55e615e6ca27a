package uk.code4health.opendata.query;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Licence;

/** The different values of a field, and how much of the whole they are. Written as a stream, so this is the shape. */
@Schema(name = "ValuesPage")
record ValuesPage(
        List<FieldValue> data,
        RecordsPage.Page page,
        RecordsPage.EditionReference edition,
        Licence licence,

        @Schema(description = "What a reader of this answer should know")
        List<Warning> warnings) {

    /** A value and its frequency. */
    @Schema(name = "FieldValue")
    record FieldValue(
            @Schema(description = "The value, of the field's type as in records; null counts the records without one")
            @Nullable Object value,

            @Schema(description = "How many records have it", examples = "57")
            long records) {}
}
