package uk.code4health.opendata.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Publication;
import uk.code4health.opendata.ingest.file.Row;

/** The publisher's own sums, which stand among the rows of the file. */
final class Totals {

    private static final int MOST = 10_000;

    /**
     * A row of sums.
     *
     * @param within the values that the records it sums share with it, by field
     * @param sums by field
     */
    record Total(long line, Map<String, Object> within, Map<String, Object> sums) {}

    private final Dataset dataset;
    private final List<Total> seen = new ArrayList<>();

    Totals(Dataset dataset) {
        this.dataset = dataset;
    }

    void see(Publication.SkipRows rule, Row row, RowTyping typing) {
        if (!rule.total() || seen.size() >= MOST) {
            return;
        }
        Map<String, Object> within = new HashMap<>();
        Map<String, Object> sums = new HashMap<>();
        for (Field field : dataset.schema().published()) {
            boolean isShared = rule.totalWithin().contains(field.name());
            if (isShared || field.type() == FieldType.INTEGER || field.type() == FieldType.NUMBER) {
                @Nullable Object value = typing.valueIn(row, field);
                if (value != null) {
                    (isShared ? within : sums).put(field.name(), value);
                }
            }
        }
        seen.add(new Total(row.line(), within, sums));
    }

    List<Total> seen() {
        return List.copyOf(seen);
    }
}
