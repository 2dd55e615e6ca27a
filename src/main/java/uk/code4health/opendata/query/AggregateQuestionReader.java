package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import uk.code4health.opendata.catalogue.AsAt;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** Reads query parameters as an {@link AggregateQuestion}, or says which of them is wrong and what would be right. */
@Singleton
class AggregateQuestionReader {

    static final String HAVING = "having";
    private static final String SORT = "sort";

    /** Parameters that work here; every other is a condition on a field. */
    private static final Set<String> PARAMETERS = Set.of(
            AggregateTerms.GROUP_BY,
            AggregateTerms.MEASURE,
            HAVING,
            SORT,
            "limit",
            "cursor",
            "release",
            AsAt.PARAMETER,
            Search.PARAMETER,
            WhereClause.PARAMETER,
            "format");

    /** Groups are few beside records, and come in formats that say what they are by themselves. */
    private static final List<Format> FORMATS = List.of(Format.JSON, Format.CSV, Format.NDJSON);

    private final Aggregations aggregations;
    private final EditionChoice editions;
    private final Cursors cursors;

    AggregateQuestionReader(Aggregations aggregations, EditionChoice editions, Cursors cursors) {
        this.aggregations = aggregations;
        this.editions = editions;
        this.cursors = cursors;
    }

    AggregateQuestion read(LiveDataset live, Parameters parameters, Format accepted) {
        Aggregation aggregation = aggregations.of(live.dataset(), parameters);
        List<AggregateColumn> columns = aggregation.columns();
        AggregateQuestion question = new AggregateQuestion(
                records(live, parameters, accepted),
                aggregation,
                parameters.one(HAVING).map(text -> new WhereReader(HAVING, AggregateSql.named(columns)).read(text)),
                sort(parameters, columns));
        checkCursor(question);
        return question;
    }

    private Question records(LiveDataset live, Parameters parameters, Format accepted) {
        Optional<Cursor> cursor = parameters.one("cursor").map(cursors::read);
        Format format = format(parameters, accepted);
        return new Question(
                live.dataset(),
                editions.of(live, parameters, cursor),
                List.of(),
                List.of(),
                Criteria.read(live.dataset().schema(), parameters, PARAMETERS),
                List.of(),
                limit(parameters, format),
                0,
                cursor,
                Optional.empty(),
                format);
    }

    private static Format format(Parameters parameters, Format accepted) {
        Optional<String> label = parameters.one("format");
        if (label.isEmpty()) {
            if (!FORMATS.contains(accepted)) {
                throw Problem.NOT_ACCEPTABLE.with("Groups come as application/json, text/csv or application/x-ndjson.");
            }
            return accepted;
        }
        List<String> labels = FORMATS.stream().map(Format::label).toList();
        return FORMATS.stream()
                .filter(format -> format.label().equals(label.get()))
                .findFirst()
                .orElseThrow(() -> PARAMETER_INVALID.with(new Fault(
                        "format",
                        "Groups come in these formats.",
                        labels,
                        Nearest.to(label.get(), labels).orElse(null))));
    }

    /** A page unless it is said otherwise; of a file, all. */
    private static OptionalInt limit(Parameters parameters, Format format) {
        OptionalInt limit = QuestionReader.limit(
                parameters,
                "For more groups follow the next link of each page, or take them all as a file: format=csv or format=ndjson.");
        return limit.isEmpty() && !format.isFile() ? OptionalInt.of(QuestionReader.DEFAULT_LIMIT) : limit;
    }

    private static List<AggregateSort> sort(Parameters parameters, List<AggregateColumn> columns) {
        Optional<String> names = parameters.one(SORT);
        if (names.isEmpty()) {
            return List.of();
        }
        List<AggregateSort> keys = new ArrayList<>();
        for (String key : names.get().split(",", -1)) {
            String name = key.strip();
            boolean descending = name.startsWith("-");
            int place = place(descending ? name.substring(1) : name, columns);
            if (keys.stream().anyMatch(other -> other.place() == place)) {
                throw PARAMETER_INVALID.with(
                        new Fault(SORT, "The column " + columns.get(place).name() + " is named twice."));
            }
            keys.add(new AggregateSort(place, descending));
        }
        return keys;
    }

    private static int place(String name, List<AggregateColumn> columns) {
        List<String> names = columns.stream().map(AggregateColumn::name).toList();
        int place = names.indexOf(name);
        if (place < 0) {
            throw PARAMETER_INVALID.with(new Fault(
                    SORT,
                    "The answer has no column of this name: " + name + ". Groups are sorted by what is asked for.",
                    names,
                    Nearest.to(name, names).orElse(null)));
        }
        return place;
    }

    private static void checkCursor(AggregateQuestion question) {
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
