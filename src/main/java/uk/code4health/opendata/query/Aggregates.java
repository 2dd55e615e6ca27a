package uk.code4health.opendata.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers questions about groups of records: as a page with what belongs around it, or as a file of them. */
@Singleton
class Aggregates {

    private final Rows rows;
    private final AggregateStatements statements;
    private final Warnings warnings;
    private final Cursors cursors;
    private final ObjectMapper json;

    Aggregates(Rows rows, AggregateStatements statements, Warnings warnings, Cursors cursors, ObjectMapper json) {
        this.rows = rows;
        this.statements = statements;
        this.warnings = warnings;
        this.cursors = cursors;
        this.json = json;
    }

    /** Writes the groups of a question in its format, and tells what stands beyond them. */
    Extent write(AggregateQuestion question, QuestionAddress address, OutputStream out) throws IOException {
        List<DoubleCounting> doubts = DoubleCounting.possibleIn(question);
        AggregateWriter writer = new AggregateWriter(question, doubts);
        if (question.records().format() == Format.CSV) {
            return rest(question, address, read(question, doubts, found -> writer.csv(found, out)));
        }
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            return question.records().format() == Format.NDJSON
                    ? rest(question, address, read(question, doubts, found -> writer.ndjson(found, generator)))
                    : page(question, address, writer, doubts, generator);
        }
    }

    /** Where an answer counts things more than once, without the answer. */
    List<Warning> twice(AggregateQuestion question) throws IOException {
        List<DoubleCounting> doubts = DoubleCounting.possibleIn(question);
        if (doubts.isEmpty()) {
            return List.of();
        }
        AggregateWriter writer = new AggregateWriter(question, doubts);
        return twice(read(question, doubts, found -> writer.csv(found, OutputStream.nullOutputStream())));
    }

    private static List<Warning> twice(AggregateWriter.Written written) {
        return written.twice().stream().map(DoubleCounting::warning).toList();
    }

    /** A page of JSON: the groups, then where they stand in the whole. */
    private Extent page(
            AggregateQuestion question,
            QuestionAddress address,
            AggregateWriter writer,
            List<DoubleCounting> doubts,
            JsonGenerator generator)
            throws IOException {
        generator.writeStartObject();
        generator.writeFieldName("data");
        AggregateWriter.Written written = read(question, doubts, found -> writer.json(found, generator));
        Extent rest = rest(question, address, written);
        generator.writePOJOField("page", page(question, written, rest));
        generator.writePOJOField("edition", Records.reference(question.records().edition()));
        generator.writePOJOField("licence", question.records().dataset().licence());
        generator.writePOJOField("warnings", warnings(question, written));
        generator.writeEndObject();
        return rest;
    }

    private AggregateWriter.Written read(
            AggregateQuestion question, List<DoubleCounting> doubts, Rows.Reading<AggregateWriter.Written> reading)
            throws IOException {
        boolean few = question.limit().isPresent() && question.limit().getAsInt() <= Records.FEW;
        Statement statement = statements.of(question, doubts);
        return few ? rows.few(statement, reading) : rows.many(statement, reading);
    }

    private Extent rest(AggregateQuestion question, QuestionAddress address, AggregateWriter.Written written) {
        return new Extent(
                written.seen() < written.total()
                        ? Optional.of(address.next(cursors.write(question.behind(written.seen()))))
                        : Optional.empty(),
                written.total());
    }

    private List<Warning> warnings(AggregateQuestion question, AggregateWriter.Written written) throws IOException {
        List<Warning> all = new ArrayList<>(warnings.about(question.records(), written.records()));
        all.addAll(twice(written));
        return all;
    }

    private static RecordsPage.Page page(AggregateQuestion question, AggregateWriter.Written written, Extent rest) {
        return new RecordsPage.Page(
                written.seen() - question.place(),
                question.limit().isPresent() ? question.limit().getAsInt() : null,
                written.total(),
                TotalKind.EXACT.label(),
                question.place() == 0 && rest.next().isEmpty(),
                rest.next().orElse(null));
    }
}
