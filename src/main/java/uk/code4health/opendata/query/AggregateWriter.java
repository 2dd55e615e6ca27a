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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the groups that a query finds, and remembers what it says of them all. */
final class AggregateWriter {

    private final AggregateQuestion question;
    private final List<DoubleCounting> doubts;
    private final List<RecordColumn> columns = new ArrayList<>();

    AggregateWriter(AggregateQuestion question, List<DoubleCounting> doubts) {
        this.question = question;
        this.doubts = doubts;
        for (AggregateColumn column : question.columns()) {
            columns.add(new RecordColumn(column.name(), column.type(), columns.size() + 1));
        }
    }

    /**
     * What was written.
     *
     * @param seen how many groups stand up to its end
     * @param total how many there are
     * @param records nothing if there are none, else a number that is not
     * @param twice where things are counted more than once
     */
    record Written(long seen, long total, long records, List<DoubleCounting> twice) {}

    /** Writes groups as the elements of a JSON array. */
    Written json(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        json.writeStartArray();
        Written written = write(rows, () -> writeObject(rows, json));
        json.writeEndArray();
        return written;
    }

    /** Writes groups as JSON, each on a line of its own that ends with a line feed. */
    Written ndjson(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        json.setRootValueSeparator(new SerializedString(""));
        return write(rows, () -> {
            writeObject(rows, json);
            json.writeRaw('\n');
        });
    }

    /** Writes groups as RFC 4180 has it, under a header of the columns' names. */
    Written csv(ResultSet rows, OutputStream out) throws SQLException, IOException {
        CsvWriter csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.EMPTY).build(out, StandardCharsets.UTF_8);
        csv.writeRecord(columns.stream().map(RecordColumn::name).toList());
        Written written = write(rows, () -> csv.writeRecord(cells(rows)));
        csv.flush();
        return written;
    }

    /** A blank line is no record to most readers, so the nothing of a single column is quoted. */
    private @Nullable String[] cells(ResultSet rows) throws SQLException {
        @Nullable String[] cells = new @Nullable String[columns.size()];
        for (int at = 0; at < cells.length; at++) {
            String text = columns.get(at).csvText(rows);
            cells[at] = text == null && cells.length == 1 ? "" : text;
        }
        return cells;
    }

    private void writeObject(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        json.writeStartObject();
        for (RecordColumn column : columns) {
            column.writeJson(rows, json);
        }
        json.writeEndObject();
    }

    private interface Row {
        void write() throws SQLException, IOException;
    }

    /** Behind the columns stand what is the same in every row: see {@link AggregateSql#groups}. */
    private Written write(ResultSet rows, Row row) throws SQLException, IOException {
        Written written = new Written(question.place(), question.place(), 0, List.of());
        int behind = columns.size() + 1;
        while (rows.next()) {
            row.write();
            written = written.seen() == question.place()
                    ? first(rows, behind)
                    : new Written(written.seen() + 1, written.total(), written.records(), written.twice());
        }
        return written;
    }

    private Written first(ResultSet rows, int behind) throws SQLException {
        List<DoubleCounting> twice = new ArrayList<>();
        for (int at = 0; at < doubts.size(); at++) {
            if (rows.getBoolean(behind + 2 + at)) {
                twice.add(doubts.get(at));
            }
        }
        long total = rows.getLong(behind);
        long records = question.groupings().isEmpty() ? rows.getLong(behind + 1) : total;
        return new Written(question.place() + 1, total, records, twice);
    }
}
