package uk.code4health.opendata.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FileLayout;
import uk.code4health.opendata.dataset.Publication;
import uk.code4health.opendata.dataset.UnreadableCell;
import uk.code4health.opendata.ingest.file.Row;

/** Turns the rows of a file into records, sheet by sheet. */
final class RowTyping {

    /** All columns together remember so many texts: some tens of megabytes. */
    private static final int REMEMBERED = 300_000;

    private static final int MOST_OF_A_COLUMN = 1 << 14;

    /** Where the text of a field stands in a row. */
    @FunctionalInterface
    private interface Source {
        String of(Row row);
    }

    private record Skip(Publication.SkipRows rule, Map<Source, String> where) {

        boolean fits(Row row) {
            for (Map.Entry<Source, String> condition : where.entrySet()) {
                if (!fold(condition.getKey().of(row)).equals(condition.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Dataset dataset;
    private final List<ColumnReader> columns;
    private final boolean isRagged;
    private final TypedCell[] record;
    private Map<String, Source> sources = Map.of();
    private Source[] published = {};
    private List<Skip> skips = List.of();
    private int width;

    RowTyping(Dataset dataset) {
        List<Field> fields = dataset.schema().published();
        int mostRemembered = Math.min(MOST_OF_A_COLUMN, REMEMBERED / fields.size());
        this.dataset = dataset;
        this.columns = fields.stream()
                .map(field -> new ColumnReader(field, mostRemembered))
                .toList();
        this.isRagged = dataset.file().format() != FileLayout.Format.CSV; // sheets leave empty cells out
        this.record = new TypedCell[fields.size()];
    }

    /** What has been read of each published field. */
    List<ColumnReader> columns() {
        return columns;
    }

    /**
     * Another sheet begins.
     *
     * @param elsewhere the texts of fields that stand elsewhere than in a column, as they are at each row
     */
    void begin(Layout layout, Map<String, ElsewhereText> elsewhere) {
        Map<String, Source> found = new HashMap<>();
        for (Field field : dataset.schema().inFile()) {
            ElsewhereText text = elsewhere.get(field.name());
            Optional<Integer> column = layout.column(field.name());
            if (column.isPresent()) {
                int at = column.get();
                found.put(field.name(), row -> row.cell(at));
            } else if (text != null) {
                found.put(field.name(), row -> text.text());
            } else {
                found.put(field.name(), row -> "");
            }
        }
        sources = found;
        published =
                columns.stream().map(column -> found.get(column.field().name())).toArray(Source[]::new);
        skips = dataset.publication().skipRows().stream().map(this::skip).toList();
        width = layout.width();
    }

    /** The rule by which this row is no record, if there is one. */
    Optional<Publication.SkipRows> skips(Row row) {
        if (isRagged || row.cells().size() == width) {
            for (Skip skip : skips) {
                if (skip.fits(row)) {
                    return Optional.of(skip.rule());
                }
            }
        }
        return Optional.empty();
    }

    /** The record's cells in the order of the published fields, good until the next call; or null, and why among the findings. */
    TypedCell @Nullable [] type(Row row, Findings findings) {
        if (!isRagged && row.cells().size() != width) {
            findings.reject(
                    row.line(),
                    null,
                    null,
                    "The row has " + row.cells().size() + " cells; the "
                            + (dataset.file().header() ? "header" : "first row") + " has " + width + ".");
            return null;
        }
        for (int at = 0; at < record.length; at++) {
            TypedCell cell = columns.get(at).read(published[at].of(row));
            if (cell.fault() != null) {
                findings.reject(
                        row.line(), columns.get(at).field().name(), cell.text(), "The cell " + cell.fault() + ".");
                return null;
            }
            record[at] = cell;
        }
        return record;
    }

    /** What a total row says of a field, null where it says nothing that can be read. */
    @Nullable Object valueIn(Row row, Field field) {
        Source source = sources.get(field.name());
        try {
            return source == null ? null : field.read(source.of(row).strip()).value();
        } catch (UnreadableCell notOne) {
            return null;
        }
    }

    private Skip skip(Publication.SkipRows rule) {
        Map<Source, String> where = new HashMap<>();
        rule.where().forEach((field, text) -> where.put(sources.getOrDefault(field, row -> ""), fold(text)));
        return new Skip(rule, where);
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
