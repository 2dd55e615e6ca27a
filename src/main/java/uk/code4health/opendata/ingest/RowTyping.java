package uk.code4health.opendata.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Cell;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.Publication;
import uk.code4health.opendata.dataset.UnreadableCell;

/** Turns the cells of a row into the values of a record, in the order of the schema's columns. */
final class RowTyping {

    /** A published field, the column of the file it stands in, and whether its status has a column of its own. */
    private record Source(Field field, int column, boolean hasStatus) {}

    private record Skip(Map<Integer, String> where) {

        boolean fits(List<String> cells) {
            return where.entrySet().stream()
                    .allMatch(condition -> fold(cells.get(condition.getKey())).equals(condition.getValue()));
        }
    }

    private final int width;
    private final List<Source> sources;
    private final List<Skip> skips;
    private final int columns;

    RowTyping(Dataset dataset, Layout layout) {
        this.width = layout.width();
        this.sources = dataset.schema().published().stream()
                .map(field -> new Source(
                        field,
                        layout.column(field.name()).orElseThrow(),
                        field.status().isPresent()))
                .toList();
        this.skips = dataset.publication().skipRows().stream()
                .map(rule -> skip(rule, layout))
                .toList();
        this.columns = dataset.schema().columns().size();
    }

    /** Whether the manifest says that this row is no record. */
    boolean skips(List<String> cells) {
        if (skips.isEmpty() || cells.size() != width) {
            return false;
        }
        for (Skip skip : skips) {
            if (skip.fits(cells)) {
                return true;
            }
        }
        return false;
    }

    /** The record's values as PostgreSQL reads them, null for none; or null, and the reasons among the findings. */
    @Nullable String @Nullable [] type(long line, List<String> cells, Findings findings) {
        if (cells.size() != width) {
            findings.reject(line, null, null, "The row has " + cells.size() + " cells; the layout has " + width + ".");
            return null;
        }
        @Nullable String[] values = new @Nullable String[columns];
        int to = 0;
        for (Source source : sources) {
            String text = cells.get(source.column).strip();
            try {
                Cell cell = source.field.read(text);
                Object value = cell.value();
                values[to++] = value == null ? null : value.toString();
                if (source.hasStatus) {
                    CellStatus status = cell.status();
                    values[to++] = status == null ? null : status.label();
                }
            } catch (UnreadableCell unreadable) {
                findings.reject(line, source.field.name(), text, "The cell " + unreadable.reason() + ".");
                return null;
            }
        }
        return values;
    }

    private static Skip skip(Publication.SkipRows rule, Layout layout) {
        Map<Integer, String> where = new HashMap<>();
        rule.where().forEach((field, text) -> where.put(layout.column(field).orElseThrow(), fold(text)));
        return new Skip(where);
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
