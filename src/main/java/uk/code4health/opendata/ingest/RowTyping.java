package uk.code4health.opendata.ingest;

import java.util.Arrays;
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

    /**
     * Where the text of a field stands: in a column, elsewhere, or nowhere.
     *
     * @param column from 0, or -1
     */
    private record Place(int column, @Nullable ElsewhereText elsewhere) {

        static final Place NOWHERE = new Place(-1, null);

        String textIn(Row row) {
            if (column >= 0) {
                return row.cell(column);
            }
            return elsewhere == null ? "" : elsewhere.text();
        }
    }

    private record Condition(Place place, String text) {}

    private record Skip(Publication.SkipRows rule, List<Condition> where) {

        boolean fits(Row row) {
            for (Condition condition : where) {
                if (!fold(condition.place().textIn(row)).equals(condition.text())) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Dataset dataset;
    private final ColumnReader[] columns;
    private final boolean isRagged;
    private final TypedCell[] record;
    private Map<String, Place> places = Map.of();
    private Place[] published = {};
    private List<Skip> skips = List.of();
    private int width;

    RowTyping(Dataset dataset) {
        List<Field> fields = dataset.schema().published();
        int mostRemembered = Math.min(MOST_OF_A_COLUMN, REMEMBERED / fields.size());
        this.dataset = dataset;
        this.columns = fields.stream()
                .map(field -> new ColumnReader(field, mostRemembered))
                .toArray(ColumnReader[]::new);
        this.isRagged = dataset.file().format() != FileLayout.Format.CSV; // sheets leave empty cells out
        this.record = new TypedCell[fields.size()];
    }

    /** What has been read of each published field. */
    List<ColumnReader> columns() {
        return List.of(columns);
    }

    /**
     * Another sheet begins.
     *
     * @param elsewhere the texts of fields that stand elsewhere than in a column, as they are at each row
     */
    void begin(Layout layout, Map<String, ElsewhereText> elsewhere) {
        Map<String, Place> found = new HashMap<>();
        for (Field field : dataset.schema().inFile()) {
            Optional<Integer> column = layout.column(field.name());
            ElsewhereText text = elsewhere.get(field.name());
            if (column.isPresent()) {
                found.put(field.name(), new Place(column.get(), null));
            } else if (text != null) {
                found.put(field.name(), new Place(-1, text));
            }
        }
        places = found;
        published = Arrays.stream(columns)
                .map(column -> found.getOrDefault(column.field().name(), Place.NOWHERE))
                .toArray(Place[]::new);
        skips = dataset.publication().skipRows().stream().map(this::skip).toList();
        width = layout.width();
    }

    /** The rule by which this row is no record, if there is one. */
    Optional<Publication.SkipRows> skips(Row row) {
        if (isRagged || row.width() == width) {
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
        if (!isRagged && row.width() != width) {
            findings.reject(
                    row.line(),
                    null,
                    null,
                    "The row has " + row.width() + " cells; the "
                            + (dataset.file().header() ? "header" : "first row") + " has " + width + ".");
            return null;
        }
        for (int at = 0; at < record.length; at++) {
            TypedCell cell = columns[at].read(published[at].textIn(row));
            if (cell.fault() != null) {
                findings.reject(row.line(), columns[at].field().name(), cell.text(), "The cell " + cell.fault() + ".");
                return null;
            }
            record[at] = cell;
        }
        return record;
    }

    /** What a total row says of a field, null where it says nothing that can be read. */
    @Nullable Object valueIn(Row row, Field field) {
        Place place = places.getOrDefault(field.name(), Place.NOWHERE);
        try {
            return field.read(place.textIn(row).strip()).value();
        } catch (UnreadableCell notOne) {
            return null;
        }
    }

    private Skip skip(Publication.SkipRows rule) {
        return new Skip(
                rule,
                rule.where().entrySet().stream()
                        .map(condition -> new Condition(
                                places.getOrDefault(condition.getKey(), Place.NOWHERE), fold(condition.getValue())))
                        .toList());
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
