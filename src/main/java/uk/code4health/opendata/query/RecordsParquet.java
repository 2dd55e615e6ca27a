package uk.code4health.opendata.query;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.query.parquet.Column;
import uk.code4health.opendata.query.parquet.ParquetFile;

/** Records as a Parquet file: typed columns, and as its metadata what they mean and where they are from. */
final class RecordsParquet {

    private final ParquetFile file;
    private final List<Boolean> decimals;

    /**
     * Begins a file.
     *
     * @param sizes of the fields of numbers, by name
     */
    RecordsParquet(Question question, Map<String, NumberSizes.Size> sizes, OutputStream out) throws IOException {
        this.decimals = question.columns().stream()
                .map(field -> isDecimal(sizes.get(field.name())))
                .toList();
        this.file = new ParquetFile(
                out,
                question.dataset().table(),
                question.columns().stream()
                        .map(field -> column(field, sizes.get(field.name())))
                        .toList());
    }

    /** Writes the record that a query stands at. */
    void record(List<RecordColumn> columns, ResultSet rows) throws SQLException, IOException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = value(columns.get(at), rows, decimals.get(at));
        }
        file.row(values);
    }

    /**
     * Ends the file.
     *
     * @param about what it says about itself, each under a title for people
     * @param fields what it says about its columns
     */
    void finish(Map<String, String> about, String fields) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        about.forEach((title, content) -> metadata.put(key(title), content));
        metadata.put("fields", fields);
        file.finish(metadata);
    }

    /** What there is to say of a field, as JSON has it. */
    static Map<String, String> guide(Field field) {
        Map<String, String> guide = new LinkedHashMap<>();
        List<String> texts = FieldGuide.of(field);
        for (int at = 0; at < texts.size() - 1; at++) { // the last is about workbooks
            if (!texts.get(at).isEmpty()) {
                guide.put(key(FieldGuide.COLUMNS.get(at)), texts.get(at));
            }
        }
        return guide;
    }

    private static String key(String title) {
        return title.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static Column column(Field field, NumberSizes.@Nullable Size size) {
        String name = field.name();
        return switch (field.type()) {
            case INTEGER, YEAR -> Column.ofWholeNumbers(name);
            case NUMBER ->
                isDecimal(size)
                        ? Column.ofDecimals(name, Objects.requireNonNull(size).whole(), size.scale())
                        : Column.ofStrings(name);
            case BOOLEAN -> Column.ofTruths(name);
            case DATE -> Column.ofDates(name);
            case DATETIME -> Column.ofDatesAndTimes(name);
            case TIME -> Column.ofTimes(name);
            case STRING, YEARMONTH -> Column.ofStrings(name);
        };
    }

    private static boolean isDecimal(NumberSizes.@Nullable Size size) {
        return size != null && size.whole() + size.scale() <= Column.MOST_DIGITS;
    }

    private static @Nullable Object value(RecordColumn column, ResultSet rows, boolean isDecimal) throws SQLException {
        Object value = column.value(rows);
        if (value == null) {
            return null;
        }
        return switch (column.type()) {
            case NUMBER -> isDecimal ? value : column.text(rows);
            case DATE -> LocalDate.parse((String) value);
            case DATETIME -> rows.getObject(column.place(), LocalDateTime.class);
            case TIME -> LocalTime.parse((String) value);
            default -> value;
        };
    }
}
