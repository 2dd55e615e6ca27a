package uk.code4health.opendata.ingest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.Publication;
import uk.code4health.opendata.ingest.file.Row;

/** The publisher's own sums, which stand among the rows of the file. */
final class Totals {

    /** Some tens of megabytes of sums and of rows that hold them. */
    private static final int MOST = 200_000;

    /** A row takes as much room as so many sums. */
    private static final int SUMS_OF_A_ROW = 4;

    /**
     * A row of sums.
     *
     * @param rule of the manifest, by which it is one
     * @param within the values that the records it sums share with it, by field
     * @param sums by field
     */
    record Total(Publication.SkipRows rule, long line, Map<String, Object> within, Map<String, BigDecimal> sums) {

        /** The values of the fields that the rule's totals are within, in its order; null where there is none. */
        List<@Nullable Object> group() {
            return rule.totalWithin().stream()
                    .<@Nullable Object>map(within::get)
                    .toList();
        }
    }

    private final Dataset dataset;
    private final List<Total> seen = new ArrayList<>();
    private int size;
    private @Nullable Long passedOver;

    Totals(Dataset dataset) {
        this.dataset = dataset;
    }

    void see(Publication.SkipRows rule, Row row, RowTyping typing) {
        if (!rule.total()) {
            return;
        }
        if (size >= MOST) {
            passedOver = passedOver == null ? Long.valueOf(row.line()) : passedOver;
            return;
        }
        Map<String, Object> within = new HashMap<>();
        Map<String, BigDecimal> sums = new HashMap<>();
        for (Field field : dataset.schema().published()) {
            @Nullable Object value = typing.valueIn(row, field);
            if (value != null && rule.totalWithin().contains(field.name())) {
                within.put(field.name(), value);
            } else if (value != null && isSummed(rule, field)) {
                sums.put(field.name(), new BigDecimal(value.toString()));
            }
        }
        seen.add(new Total(rule, row.line(), within, sums));
        size += SUMS_OF_A_ROW + sums.size();
    }

    /** Proportions do not add up; where there are any, the manifest names what does. */
    private static boolean isSummed(Publication.SkipRows rule, Field field) {
        return rule.totalOf().isEmpty()
                ? field.type().isNumber()
                : rule.totalOf().contains(field.name());
    }

    List<Total> seen() {
        return List.copyOf(seen);
    }

    /** The line of the first row of sums for which there was no room. */
    Optional<Long> passedOver() {
        return Optional.ofNullable(passedOver);
    }
}
