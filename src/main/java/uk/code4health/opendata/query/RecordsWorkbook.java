package uk.code4health.opendata.query;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;
import uk.code4health.opendata.query.xlsx.Sheet;
import uk.code4health.opendata.query.xlsx.Workbook;

/**
 * Records as a workbook, laid out as the UK Government Analysis Function's guidance on spreadsheets has it: a table a sheet,
 * one header row, no merged cells. The records, what their fields mean, and where they are from.
 */
final class RecordsWorkbook {

    /** As many as a sheet holds under its header. */
    static final long MOST_RECORDS = Sheet.MOST_ROWS - 1L;

    private static final List<String> SHEETS = List.of("Records", "Fields", "About");
    private static final List<Sheet.Column> ABOUT_COLUMNS =
            List.of(new Sheet.Column("About", 20, true), new Sheet.Column("Content", 100, true));
    private static final int NARROWEST = 12;

    private final Question question;
    private final Workbook workbook;
    private final Sheet records;

    RecordsWorkbook(Question question, OutputStream out) throws IOException {
        this.question = question;
        this.workbook = new Workbook(out, properties(question), SHEETS);
        this.records = workbook.next(
                question.columns().stream().map(RecordsWorkbook::column).toList());
    }

    /** There are more records than a workbook holds. */
    static ProblemException tooMany(long records) {
        String detail = String.format(
                Locale.ROOT,
                "The question has %,d records, and a sheet holds %,d. Filter, for example for one period, or take them all in"
                        + " another format.",
                records,
                MOST_RECORDS);
        return Problem.TOO_MANY_FOR_A_SHEET.with(
                detail, List.of(new Fault("format", detail, List.of("csv", "ndjson", "parquet"), null)));
    }

    /** Writes the record that a query stands at. */
    void record(List<RecordColumn> columns, ResultSet rows) throws SQLException, IOException {
        for (RecordColumn column : columns) {
            write(column, column.value(rows), rows);
        }
        records.endRow();
    }

    /**
     * Writes the other sheets and ends the workbook.
     *
     * @param about what the last sheet says
     */
    void finish(Map<String, String> about) throws IOException {
        workbook.end(records);
        fields();
        about(about);
        workbook.finish();
    }

    private void write(RecordColumn column, @Nullable Object value, ResultSet rows) throws SQLException, IOException {
        if (value == null) {
            records.nothing();
            return;
        }
        switch (column.type()) {
            case INTEGER, YEAR -> records.number(BigDecimal.valueOf((Long) value));
            case NUMBER -> records.number((BigDecimal) value);
            case BOOLEAN -> records.truth((Boolean) value);
            case DATE -> records.date(LocalDate.parse((String) value));
            case DATETIME -> records.dateAndTime(rows.getObject(column.place(), LocalDateTime.class), (String) value);
            default -> records.text((String) value);
        }
    }

    private void fields() throws IOException {
        Sheet sheet = workbook.next(FieldGuide.COLUMNS.stream()
                .map(name -> new Sheet.Column(name, 30, true))
                .toList());
        for (Field field : question.columns()) {
            for (String text : FieldGuide.of(field)) {
                writeIfAny(sheet, text);
            }
            sheet.endRow();
        }
        workbook.end(sheet);
    }

    private void about(Map<String, String> about) throws IOException {
        Sheet sheet = workbook.next(ABOUT_COLUMNS);
        for (Map.Entry<String, String> entry : about.entrySet()) {
            row(sheet, entry.getKey(), entry.getValue());
        }
        row(
                sheet,
                "Empty cells",
                "An empty cell is a record without a value. Why, its status says where the publisher told.");
        row(sheet, "Cut texts", cutTexts());
        workbook.end(sheet);
    }

    private String cutTexts() {
        long cut = records.cutTexts();
        return cut == 0
                ? "None: every text is whole."
                : cut + " texts are longer than the " + Sheet.LONGEST_TEXT
                        + " characters that a cell holds, and end with \"" + Sheet.CUT
                        + "\". They are whole in the other formats.";
    }

    private static void row(Sheet sheet, String title, String content) throws IOException {
        sheet.text(title);
        writeIfAny(sheet, content);
        sheet.endRow();
    }

    private static void writeIfAny(Sheet sheet, String text) throws IOException {
        if (text.isEmpty()) {
            sheet.nothing();
        } else {
            sheet.text(text);
        }
    }

    private static Workbook.Properties properties(Question question) {
        Dataset dataset = question.dataset();
        return new Workbook.Properties(
                dataset.title(),
                dataset.publisher(),
                dataset.description(),
                question.edition().publishedAt());
    }

    private static Sheet.Column column(Field field) {
        return new Sheet.Column(field.name(), Math.max(NARROWEST, field.name().length() + 4), false);
    }
}
