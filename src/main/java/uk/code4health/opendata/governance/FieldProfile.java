package uk.code4health.opendata.governance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What stands in one field of a release. */
@Schema(name = "FieldProfile")
public record FieldProfile(
        @Schema(description = "The field", examples = "attendances_type_1")
        String field,

        @Schema(description = "Records with a value") long values,

        @Schema(description = "Records without one, and without a reason")
        long missing,

        @Schema(description = "Records without a value for which the publisher gave a reason, by reason")
        Map<String, Long> statuses,

        @Schema(description = "Different values") long distinct,

        @Schema(description = "Whether distinct is an estimate, within 3 % of the truth nearly always")
        boolean distinctIsEstimate,

        @Schema(description = "The lowest value, as JSON writes it in a record", nullable = true) @Nullable Object minimum,

        @Schema(description = "The highest value", nullable = true) @Nullable Object maximum,

        @Schema(description = "The sum of the values, of a number", nullable = true) @Nullable BigDecimal sum,

        @Schema(description = "The most frequent values, most frequent first")
        List<Frequency> mostFrequent) {

    /** A value, and how many records have it. */
    @Schema(name = "Frequency")
    public record Frequency(@Nullable Object value, long records) {}

    public FieldProfile {
        statuses = Map.copyOf(statuses);
        mostFrequent = List.copyOf(mostFrequent);
    }

    /** The part of the records, 0 to 1, with a value or a reason for none. */
    double filled() {
        long told =
                values + statuses.values().stream().mapToLong(Long::longValue).sum();
        return told + missing == 0 ? 1 : (double) told / (told + missing);
    }
}
