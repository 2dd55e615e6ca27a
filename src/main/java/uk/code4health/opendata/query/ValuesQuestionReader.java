package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.FIELD_NOT_FOUND;
import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import uk.code4health.opendata.catalogue.AsAt;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.platform.Fault;

/** Reads an address as a {@link ValuesQuestion}, or says which part of it is wrong and what would be right. */
@Singleton
class ValuesQuestionReader {

    private static final String PREFIX = "prefix";

    /** Parameters that work here; every other is a condition on a field. */
    private static final Set<String> PARAMETERS = Set.of(
            PREFIX, "sort", "limit", "cursor", "release", AsAt.PARAMETER, Search.PARAMETER, WhereClause.PARAMETER);

    private final EditionChoice editions;
    private final Cursors cursors;

    ValuesQuestionReader(EditionChoice editions, Cursors cursors) {
        this.editions = editions;
        this.cursors = cursors;
    }

    ValuesQuestion read(LiveDataset live, String name, Parameters parameters) {
        Field field = requireField(live.dataset().schema(), name);
        Optional<Cursor> cursor = parameters.one("cursor").map(cursors::read);
        ValuesQuestion question = new ValuesQuestion(
                records(live, field, parameters, cursor), field, parameters.one(PREFIX), order(parameters));
        checkCursor(question);
        return question;
    }

    private Question records(LiveDataset live, Field field, Parameters parameters, Optional<Cursor> cursor) {
        return new Question(
                live.dataset(),
                editions.of(live, parameters, cursor),
                List.of(field),
                List.of(),
                Criteria.read(live.dataset().schema(), parameters, PARAMETERS),
                List.of(),
                limit(parameters),
                0,
                cursor,
                Optional.empty(),
                Format.JSON);
    }

    private static Field requireField(Schema schema, String name) {
        return schema.column(name)
                .orElseThrow(() -> FIELD_NOT_FOUND.with(new Fault(
                        "field",
                        "The dataset has no field of this name: " + name + ".",
                        List.copyOf(schema.columnNames()),
                        Nearest.to(name, schema.columnNames()).orElse(null))));
    }

    private static OptionalInt limit(Parameters parameters) {
        OptionalInt limit = QuestionReader.limit(parameters, "For more values follow the next link of each page.");
        return limit.isPresent() ? limit : OptionalInt.of(QuestionReader.DEFAULT_LIMIT);
    }

    private static ValuesOrder order(Parameters parameters) {
        String label = parameters.one("sort").orElse(ValuesOrder.MOST_RECORDS.label());
        return ValuesOrder.of(label)
                .orElseThrow(() -> PARAMETER_INVALID.with(new Fault(
                        "sort",
                        "Values can be sorted by how many records have them, or by themselves; with - in front, descending.",
                        ValuesOrder.labels(),
                        Nearest.to(label, ValuesOrder.labels()).orElse(null))));
    }

    private static void checkCursor(ValuesQuestion question) {
        boolean ofAnother = question.records()
                .after()
                .filter(cursor -> !cursor.question().equals(question.fingerprint())
                        || !cursor.edition().equals(question.records().edition().id()))
                .isPresent();
        if (ofAnother) {
            throw Cursors.ofAnotherQuestion();
        }
    }
}
