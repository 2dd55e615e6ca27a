package uk.code4health.opendata.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Answers which different values a field has, and how many records have each. */
@Singleton
class Values {

    private final Rows rows;
    private final Warnings warnings;
    private final Cursors cursors;
    private final ObjectMapper json;

    Values(Rows rows, Warnings warnings, Cursors cursors, ObjectMapper json) {
        this.rows = rows;
        this.warnings = warnings;
        this.cursors = cursors;
        this.json = json;
    }

    /**
     * What was written.
     *
     * @param seen how many values stand up to its end
     * @param total how many there are
     */
    private record Written(long seen, long total) {}

    /**
     * Writes a page of JSON: the values, then where they stand in the whole.
     *
     * @return what stands beyond it
     */
    Extent json(ValuesQuestion question, QuestionAddress address, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.writeStartObject();
            generator.writeFieldName("data");
            Written written = read(question, found -> write(question, found, generator));
            Optional<String> next = written.seen() < written.total()
                    ? Optional.of(address.next(cursors.write(question.behind(written.seen()))))
                    : Optional.empty();
            generator.writePOJOField("page", page(question, written, next));
            generator.writePOJOField(
                    "edition", Records.reference(question.records().edition()));
            generator.writePOJOField("licence", question.records().dataset().licence());
            generator.writePOJOField("warnings", warnings.about(question.records(), written.total()));
            generator.writeEndObject();
            return new Extent(next, written.total());
        }
    }

    private Written read(ValuesQuestion question, Rows.Reading<Written> reading) throws IOException {
        Statement statement = Statement.of(question.records().dataset(), ValuesSql.values(question));
        return question.limit() <= Records.FEW ? rows.few(statement, reading) : rows.many(statement, reading);
    }

    private static Written write(ValuesQuestion question, ResultSet rows, JsonGenerator json)
            throws SQLException, IOException {
        RecordColumn value = new RecordColumn(question.field(), 1);
        long seen = question.place();
        long total = seen;
        json.writeStartArray();
        while (rows.next()) {
            json.writeStartObject();
            json.writeFieldName("value");
            value.writeValue(rows, json);
            json.writeNumberField("records", rows.getLong(2));
            json.writeEndObject();
            total = rows.getLong(3);
            seen++;
        }
        json.writeEndArray();
        return new Written(seen, total);
    }

    private static RecordsPage.Page page(ValuesQuestion question, Written written, Optional<String> next) {
        return new RecordsPage.Page(
                written.seen() - question.place(),
                question.limit(),
                written.total(),
                TotalKind.EXACT.label(),
                question.place() == 0 && next.isEmpty(),
                next.orElse(null));
    }
}
