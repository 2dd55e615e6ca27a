package uk.code4health.opendata.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Field;

/** Writes the rows of a question's query, and remembers where they ended. */
final class RecordWriter {

    private final Question question;
    private final List<RecordColumn> sortedBy = new ArrayList<>();
    private final List<RecordColumn> columns = new ArrayList<>();
    private final Embedded embedded;
    private final int selected;

    RecordWriter(Question question) {
        this.question = question;
        List<Field> fields = new ArrayList<>();
        for (Field field : RecordsSql.sortedBy(question)) {
            fields.add(field);
            sortedBy.add(column(field, fields));
        }
        for (Field field : question.columns()) {
            if (!fields.contains(field)) {
                fields.add(field);
            }
            columns.add(column(field, fields));
        }
        embedded = new Embedded(question.expansions(), fields.size() + 2);
        selected = fields.size() + question.expansions().size();
    }

    /**
     * What was written.
     *
     * @param next where to go on; empty at the end of the question
     * @param counted how many records match, where the query counted them and there are more than were written
     */
    record Written(long records, Optional<Cursor> next, OptionalLong counted) {}

    /** Writes records as the elements of a JSON array. */
    Written json(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        json.writeStartArray();
        Written written = write(rows, () -> writeObject(rows, json));
        json.writeEndArray();
        return written;
    }

    /** Writes records as JSON, each on a line of its own that ends with a line feed. */
    Written ndjson(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        json.setRootValueSeparator(new SerializedString(""));
        return write(rows, () -> {
            writeObject(rows, json);
            json.writeRaw('\n');
        });
    }

    /** Writes records as RFC 4180 has it, under a header of the fields' names. */
    Written csv(ResultSet rows, OutputStream out) throws SQLException, IOException {
        CsvWriter csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.EMPTY).build(out, StandardCharsets.UTF_8);
        csv.writeRecord(question.columns().stream().map(Field::name).toList());
        @Nullable String[] cells = new @Nullable String[columns.size()];
        Written written = write(rows, () -> {
            for (int at = 0; at < cells.length; at++) {
                cells[at] = columns.get(at).csvText(rows);
            }
            if (cells.length == 1 && cells[0] == null) {
                cells[0] = ""; // quoted, as a blank line is no record to most readers
            }
            csv.writeRecord(cells);
        });
        csv.flush();
        return written;
    }

    /** Gives each record to somebody who writes it. */
    Written each(ResultSet rows, RecordTaker taker) throws SQLException, IOException {
        return write(rows, () -> taker.take(columns, rows));
    }

    /** Writes the record that a query stands at. */
    interface RecordTaker {
        void take(List<RecordColumn> columns, ResultSet rows) throws SQLException, IOException;
    }

    /** The place behind the row that the query stands at, if it stands at one. */
    Optional<Cursor> place(ResultSet rows) throws SQLException {
        return rows.next() ? Optional.of(cursor(rows)) : Optional.empty();
    }

    /** The values of the row that the query stands at, by field name. */
    Map<String, @Nullable Object> values(ResultSet rows) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (RecordColumn column : columns) {
            values.put(column.name(), column.value(rows));
        }
        values.putAll(embedded.values(rows));
        return values;
    }

    private void writeObject(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        json.writeStartObject();
        for (RecordColumn column : columns) {
            column.writeJson(rows, json);
        }
        embedded.writeJson(rows, json);
        json.writeEndObject();
    }

    private interface Row {
        void write() throws SQLException, IOException;
    }

    private Written write(ResultSet rows, Row row) throws SQLException, IOException {
        long written = 0;
        long limit = question.limit().isPresent() ? question.limit().getAsInt() : Long.MAX_VALUE;
        Cursor last = null;
        while (rows.next()) {
            if (written == limit) {
                return new Written(written, Optional.ofNullable(last), counted(rows));
            }
            row.write();
            written++;
            if (written == limit) {
                last = cursor(rows);
            }
        }
        return new Written(written, Optional.empty(), OptionalLong.empty());
    }

    private OptionalLong counted(ResultSet rows) throws SQLException {
        int behindColumns = selected + 2;
        return rows.getMetaData().getColumnCount() < behindColumns
                ? OptionalLong.empty()
                : OptionalLong.of(rows.getLong(behindColumns));
    }

    private Cursor cursor(ResultSet rows) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (RecordColumn column : sortedBy) {
            values.add(column.text(rows));
        }
        return new Cursor(question.edition().id(), question.fingerprint(), rows.getLong(1), values);
    }

    /** The row id stands first, so that the first field selected is the second column. */
    private static RecordColumn column(Field field, List<Field> selected) {
        return new RecordColumn(field, selected.indexOf(field) + 2);
    }
}
