package uk.code4health.opendata.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.dataset.Licence;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Answers questions: as a page with what belongs around it, or as all records in a stream. */
@Singleton
class Records {

    /** More records than this are fetched from the database in batches. */
    static final int FEW = 1_000;

    private final Rows rows;
    private final RecordsStatements statements;
    private final Totals totals;
    private final Warnings warnings;
    private final Cursors cursors;
    private final NumberSizes sizes;
    private final ObjectMapper json;

    Records(
            Rows rows,
            RecordsStatements statements,
            Totals totals,
            Warnings warnings,
            Cursors cursors,
            NumberSizes sizes,
            ObjectMapper json) {
        this.rows = rows;
        this.statements = statements;
        this.totals = totals;
        this.warnings = warnings;
        this.cursors = cursors;
        this.sizes = sizes;
        this.json = json;
    }

    /**
     * An answer that was written.
     *
     * @param next address of the next page, if there is one
     */
    record Answered(long records, Optional<String> next) {}

    /** Writes all records of the question, or as many as its limit says, in its format. */
    Answered write(Question question, QuestionAddress address, OutputStream out) throws IOException {
        return switch (question.format()) {
            case JSON -> json(question, address, out);
            case CSV -> csv(question, address, out);
            case NDJSON -> ndjson(question, address, out);
            case XLSX -> xlsx(question, address, out);
            case PARQUET -> parquet(question, address, out);
        };
    }

    /** A page of JSON: the records, then where they stand in the whole. */
    private Answered json(Question question, QuestionAddress address, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.writeStartObject();
            generator.writeFieldName("data");
            RecordWriter writer = new RecordWriter(question);
            RecordWriter.Written written = read(question, found -> writer.json(found, generator));
            Optional<String> next = next(address, written);
            Totals.Total total = total(question, written);
            generator.writePOJOField("page", page(question, written, total, next.orElse(null)));
            generator.writePOJOField("edition", reference(question.edition()));
            generator.writePOJOField("licence", licence(question));
            generator.writePOJOField("warnings", warnings.about(question, total.records()));
            generator.writeEndObject();
            return new Answered(written.records(), next);
        }
    }

    private Answered csv(Question question, QuestionAddress address, OutputStream out) throws IOException {
        RecordWriter writer = new RecordWriter(question);
        RecordWriter.Written written = read(question, found -> writer.csv(found, out));
        return new Answered(written.records(), next(address, written));
    }

    private Answered ndjson(Question question, QuestionAddress address, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            RecordWriter writer = new RecordWriter(question);
            RecordWriter.Written written = read(question, found -> writer.ndjson(found, generator));
            return new Answered(written.records(), next(address, written));
        }
    }

    private Answered xlsx(Question question, QuestionAddress address, OutputStream out) throws IOException {
        RecordsWorkbook workbook = new RecordsWorkbook(question, out);
        RecordWriter writer = new RecordWriter(question);
        RecordWriter.Written written = read(question, found -> writer.each(found, workbook::record));
        workbook.finish(About.of(question, address, written, total(question, written)));
        return new Answered(written.records(), next(address, written));
    }

    private Answered parquet(Question question, QuestionAddress address, OutputStream out) throws IOException {
        RecordsParquet file = new RecordsParquet(question, sizes.of(question), out);
        RecordWriter writer = new RecordWriter(question);
        RecordWriter.Written written = read(question, found -> writer.each(found, file::record));
        file.finish(
                About.of(question, address, written, total(question, written)),
                json.writeValueAsString(
                        question.columns().stream().map(RecordsParquet::guide).toList()));
        return new Answered(written.records(), next(address, written));
    }

    /**
     * Refuses a question whose records are more than its format can hold, before anything is sent.
     *
     * @throws ProblemException saying how many there are, and what holds them
     */
    void requireRoom(Question question) throws IOException {
        boolean mayBeMore = question.format() == Format.XLSX
                && question.limit().isEmpty()
                && question.edition().records() - question.offset() > RecordsWorkbook.MOST_RECORDS;
        if (mayBeMore) {
            long records = totals.exactly(question) - question.offset();
            if (records > RecordsWorkbook.MOST_RECORDS) {
                throw RecordsWorkbook.tooMany(records);
            }
        }
    }

    /** The number of matching records, counted exactly. */
    Totals.Total total(Question question) throws IOException {
        return totals.of(question);
    }

    private <T> T read(Question asked, Rows.Reading<T> reading) throws IOException {
        Question question = withSortValues(asked);
        return isFew(question)
                ? rows.few(statements.of(question, totals.countedBeside(question)), reading)
                : rows.many(statements.of(question, OptionalLong.empty()), reading);
    }

    /** Whether the records are so few that they are fetched at once. */
    static boolean isFew(Question question) {
        return question.limit().isPresent() && question.limit().getAsInt() <= FEW;
    }

    /** A cursor whose record is sorted by what is too long for an address says only which record it is. */
    private Question withSortValues(Question question) throws IOException {
        Optional<Cursor> bare = question.after()
                .filter(cursor -> cursor.sortValues() == null)
                .filter(cursor -> !question.isDefaultOrder());
        if (bare.isEmpty()) {
            return question;
        }
        Cursor place = rows.few(
                        question.dataset(),
                        RecordsSql.sortValues(question, bare.get()),
                        new RecordWriter(question)::place)
                .orElseThrow(() -> Problem.CURSOR_INVALID.with(
                        new Fault("cursor", "Its record is no longer there. Start again without a cursor.")));
        return question.behind(place);
    }

    private Optional<String> next(QuestionAddress address, RecordWriter.Written written) {
        return written.next().map(cursor -> address.next(cursors.write(cursor)));
    }

    /** A question read to its end has been counted by that. */
    private Totals.Total total(Question question, RecordWriter.Written written) throws IOException {
        boolean readToItsEnd = written.next().isEmpty()
                && question.after().isEmpty()
                && (written.records() > 0 || question.offset() == 0);
        boolean wanted = question.total().filter(kind -> kind == TotalKind.NONE).isEmpty();
        if (readToItsEnd && wanted) {
            return totals.known(question, question.offset() + written.records());
        }
        return written.counted().isPresent()
                ? totals.counted(question, written.counted().getAsLong())
                : totals.of(question);
    }

    private static RecordsPage.Page page(
            Question question, RecordWriter.Written written, Totals.Total total, @Nullable String next) {
        boolean complete = next == null && question.after().isEmpty() && question.offset() == 0;
        return new RecordsPage.Page(
                written.records(),
                question.limit().isPresent() ? question.limit().getAsInt() : null,
                total.records(),
                total.kind().label(),
                complete,
                next);
    }

    static RecordsPage.EditionReference reference(Edition edition) {
        return new RecordsPage.EditionReference(
                edition.id(), edition.releases(), edition.publishedAt(), edition.sample());
    }

    private static Licence licence(Question question) {
        return question.dataset().licence();
    }
}
