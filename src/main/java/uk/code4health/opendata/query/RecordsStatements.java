package uk.code4health.opendata.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.IdRange;

/**
 * Remembers the SQL of {@link RecordsSql}, as questions that differ in nothing but values have the same: an app asks of
 * one practice as of another. Writing it anew costs as much as reading the records.
 */
@Singleton
class RecordsStatements {

    private static final int REMEMBERED = 2_000;

    private final Cache<Shape, String> written =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * All of a question that its SQL depends on.
     *
     * @param columns each belongs to one form of one manifest
     * @param ranges how many ranges of rows it looks at
     * @param known which values of the cursor's record there are
     */
    private record Shape(
            String table,
            List<Field> columns,
            List<Condition> conditions,
            List<SortKey> sort,
            int ranges,
            List<Boolean> known,
            OptionalInt limit,
            OptionalLong counted) {}

    /** A condition without its values. Whether a value is there at all is not a value, but another condition. */
    private record Condition(Field field, Operator operator, int values, Optional<Object> truth) {

        static Condition of(Filter filter) {
            boolean isTruth = filter.operator().operands() == Operator.Operands.TRUTH;
            return new Condition(
                    filter.field(),
                    filter.operator(),
                    filter.values().size(),
                    isTruth ? Optional.of(filter.values().get(0)) : Optional.empty());
        }
    }

    /** The records of a question; with the number of those that match, counted up to a limit, if one is given. */
    Statement of(Question question, OptionalLong counted) {
        boolean isOfFilters = question.filters().stream().allMatch(Filter.class::isInstance);
        if (!isOfFilters || !question.expansions().isEmpty()) {
            return Statement.of(query(question, counted));
        }
        Shape shape = shape(question, counted);
        @Nullable String sql = written.getIfPresent(shape);
        return sql == null ? write(question, shape) : new Statement(sql, values(question, counted.isPresent()));
    }

    private Statement write(Question question, Shape shape) {
        Statement statement = Statement.of(query(question, shape.counted()));
        if (statement.values().equals(values(question, shape.counted().isPresent()))) {
            written.put(shape, statement.sql());
        }
        return statement;
    }

    private static Query query(Question question, OptionalLong counted) {
        return counted.isPresent()
                ? RecordsSql.recordsCounted(question, counted.getAsLong())
                : RecordsSql.records(question);
    }

    private static Stream<Filter> filters(Question question) {
        return question.filters().stream().map(Filter.class::cast);
    }

    private static Shape shape(Question question, OptionalLong counted) {
        List<Boolean> known = new ArrayList<>();
        sortValues(question).forEach(value -> known.add(value != null));
        return new Shape(
                question.dataset().table(),
                question.columns(),
                filters(question).map(Condition::of).toList(),
                question.sort(),
                RecordsSql.rows(question).size(),
                known,
                question.limit(),
                counted);
    }

    /** What stands for the question marks, in their order. */
    private static List<@Nullable Object> values(Question question, boolean counted) {
        List<@Nullable Object> values = new ArrayList<>();
        if (counted) {
            addRanges(question.edition().rows(), values);
            addConditions(question, values);
        }
        long limit = RecordsSql.limit(question.limit()).longValue();
        addRanges(RecordsSql.rows(question), values);
        addConditions(question, values);
        addPlace(question, values);
        if (RecordsSql.isBehindAValue(question)) {
            values.add(limit);
            addRanges(RecordsSql.rows(question), values);
            addConditions(question, values);
            values.add(limit);
        } else {
            values.add(RecordsSql.offsetToCount(question));
        }
        values.add(limit);
        return values;
    }

    private static void addRanges(List<IdRange> ranges, List<@Nullable Object> values) {
        for (IdRange range : ranges) {
            values.add(range.first());
            values.add(range.end());
        }
    }

    private static void addConditions(Question question, List<@Nullable Object> values) {
        filters(question)
                .filter(filter -> filter.operator().operands() != Operator.Operands.TRUTH)
                .forEach(filter -> values.addAll(filter.values()));
    }

    /** A value of the cursor's record stands twice: what comes after it, and what is equal to it. */
    private static void addPlace(Question question, List<@Nullable Object> values) {
        List<@Nullable String> texts = sortValues(question);
        for (int at = 0; at < texts.size(); at++) {
            String text = texts.get(at);
            if (text != null) {
                Object value = question.sort().get(at).field().type().parse(text);
                values.add(value);
                values.add(value);
            }
        }
        if (!texts.isEmpty()) {
            values.add(question.after().orElseThrow().rowId());
        }
    }

    private static List<@Nullable String> sortValues(Question question) {
        return question.isDefaultOrder() || question.after().isEmpty()
                ? List.of()
                : Objects.requireNonNull(question.after().get().sortValues());
    }
}
