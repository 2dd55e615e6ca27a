package uk.code4health.opendata.query;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import uk.code4health.opendata.dataset.Field;

/** Tells how the database would go about a question, without having it answered. */
@Singleton
class Approaches {

    private static final String PAGE = "page";
    private static final String INDEX = "index";
    private static final String SCAN = "scan";

    private final Rows rows;
    private final RecordsStatements statements;
    private final AggregateStatements groups;
    private final Totals totals;
    private final QueryConfig config;

    Approaches(Rows rows, RecordsStatements statements, AggregateStatements groups, Totals totals, QueryConfig config) {
        this.rows = rows;
        this.statements = statements;
        this.groups = groups;
        this.totals = totals;
        this.config = config;
    }

    Explanation.Approach of(ExplainedQuestion asked) throws IOException {
        Question question = asked.records().withoutCursor();
        Plan plan = rows.plan(asked.groups().map(this::statement).orElseGet(() -> statement(question)));
        IndexedFields indexed = rows.indexes(question.dataset());
        Set<String> used = indexed.of(plan.indexes());
        String shape = used.isEmpty() ? isAPage(asked) ? PAGE : SCAN : INDEX;
        double cost = asked.groups().isPresent() ? plan.cost() : cost(question, plan);
        boolean refused = cost > config.highestCost();
        boolean heavy = cost > config.heavyCost();
        return new Explanation.Approach(
                shape,
                List.copyOf(used),
                detail(asked, shape, used, indexed) + weight(heavy, refused, indexed),
                expected(question),
                heavy,
                refused);
    }

    private Statement statement(AggregateQuestion question) {
        return groups.of(question, DoubleCounting.possibleIn(question));
    }

    private Statement statement(Question question) {
        return statements.of(question, OptionalLong.empty());
    }

    /** Of a page that the number of records is counted beside, the cost of both. */
    private double cost(Question question, Plan plan) throws IOException {
        OptionalLong counted = Records.isFew(question) ? totals.countedBeside(question) : OptionalLong.empty();
        return counted.isPresent() ? rows.plan(statements.of(question, counted)).cost() : plan.cost();
    }

    private long expected(Question question) throws IOException {
        return question.filters().isEmpty()
                ? question.edition().records()
                : rows.plan(Statement.of(question.dataset(), RecordsSql.kept(question)))
                        .rows();
    }

    /** In the order of the rows, without conditions, the place of each record is known. */
    private static boolean isAPage(ExplainedQuestion asked) {
        Question question = asked.records();
        return asked.groups().isEmpty()
                && question.isDefaultOrder()
                && question.filters().isEmpty()
                && question.limit().isPresent();
    }

    private static String detail(ExplainedQuestion asked, String shape, Set<String> used, IndexedFields indexed) {
        return switch (shape) {
            case PAGE -> "Nothing is searched: the records are read from where they lie.";
            case INDEX -> "An index on " + String.join(" and on ", used) + " leads to the records.";
            default ->
                (endsEarly(asked)
                                ? "Records are read one after the other until enough are found."
                                : "Every record of the edition is read.")
                        + " " + advice(asked.records(), indexed);
        };
    }

    private static boolean endsEarly(ExplainedQuestion asked) {
        Question question = asked.records();
        return asked.groups().isEmpty()
                && question.isDefaultOrder()
                && question.limit().isPresent();
    }

    private static String advice(Question question, IndexedFields indexed) {
        Set<String> fields = indexed.all();
        if (fields.isEmpty()) {
            return "No field has an index, as the dataset is small.";
        }
        List<String> asked = question.filters().stream()
                .flatMap(Approaches::fields)
                .map(Field::name)
                .filter(fields::contains)
                .distinct()
                .toList();
        return asked.isEmpty()
                ? "A condition on a field with an index would be quicker: " + String.join(", ", fields) + "."
                : "The index on " + String.join(" and the index on ", asked) + " would not make it quicker.";
    }

    private static Stream<Field> fields(Criterion criterion) {
        return criterion instanceof Filter filter
                ? Stream.of(filter.field())
                : criterion.asked().map(Filter::field);
    }

    private static String weight(boolean heavy, boolean refused, IndexedFields indexed) {
        if (refused) {
            return " It costs so much that it would be refused. " + indexed.advice();
        }
        return heavy ? " It is a heavy question, of which a few are answered at a time." : "";
    }
}
