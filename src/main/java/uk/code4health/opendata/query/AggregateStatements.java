package uk.code4health.opendata.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.IdRange;

/** Remembers the SQL of {@link AggregateSql}, as {@link RecordsStatements} does that of records. */
@Singleton
class AggregateStatements {

    private static final int REMEMBERED = 2_000;

    private final Cache<Shape, Written> written =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * All of a question that its SQL depends on.
     *
     * @param aggregation belongs to one form of one manifest
     * @param ranges of rows that it looks at
     */
    private record Shape(
            Aggregation aggregation, List<ConditionShape> conditions, List<AggregateSort> sort, List<IdRange> ranges) {}

    /**
     * The SQL of a shape.
     *
     * @param values what is bound before the values of a question: it belongs to the aggregation
     */
    private record Written(String sql, List<@Nullable Object> values) {}

    /** The groups of a question, and what is to be said of them all. */
    Statement of(AggregateQuestion question, List<DoubleCounting> doubts) {
        Optional<Shape> shape = ConditionShape.of(question.records())
                .filter(conditions -> question.having().isEmpty())
                .map(conditions -> new Shape(
                        question.aggregation(),
                        conditions,
                        question.sort(),
                        question.records().edition().rows()));
        return shape.isPresent()
                ? statement(question, doubts, shape.get())
                : Statement.of(question.records().dataset(), AggregateSql.groups(question, doubts));
    }

    private Statement statement(AggregateQuestion question, List<DoubleCounting> doubts, Shape shape) {
        List<@Nullable Object> own = values(question);
        @Nullable Written known = written.getIfPresent(shape);
        return known == null ? write(question, doubts, shape, own) : statement(question, known, own);
    }

    private static Statement statement(AggregateQuestion question, Written known, List<@Nullable Object> own) {
        List<@Nullable Object> values = new ArrayList<>(known.values());
        values.addAll(own);
        return new Statement(question.records().dataset(), known.sql(), values);
    }

    private Statement write(
            AggregateQuestion question, List<DoubleCounting> doubts, Shape shape, List<@Nullable Object> own) {
        Statement statement = Statement.of(question.records().dataset(), AggregateSql.groups(question, doubts));
        int before = statement.values().size() - own.size();
        if (statement.values().subList(before, statement.values().size()).equals(own)) {
            written.put(shape, new Written(statement.sql(), statement.values().subList(0, before)));
        }
        return statement;
    }

    /** What stands for the last question marks, in their order. */
    private static List<@Nullable Object> values(AggregateQuestion question) {
        List<@Nullable Object> values = new ArrayList<>();
        ConditionShape.addValues(question.records(), values);
        values.add(question.place());
        values.add(AggregateSql.limit(question));
        return values;
    }
}
