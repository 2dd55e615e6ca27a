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
     * @param ranges of rows that it looks at
     * @param isWithin whether it begins within them
     * @param isFurther whether it leaves out records before it begins
     * @param known which values of the cursor's record there are
     */
    private record Shape(
            String table,
            List<Field> columns,
            List<ConditionShape> conditions,
            List<SortKey> sort,
            List<IdRange> ranges,
            boolean isWithin,
            boolean isFurther,
            List<Boolean> known,
            OptionalInt limit,
            OptionalLong counted) {}

    /** The records of a question; with the number of those that match, counted up to a limit, if one is given. */
    Statement of(Question question, OptionalLong counted) {
        Optional<List<ConditionShape>> conditions = ConditionShape.of(question);
        if (conditions.isEmpty() || !question.expansions().isEmpty()) {
            return Statement.of(question.dataset(), query(question, counted));
        }
        Shape shape = shape(question, conditions.get(), counted);
        @Nullable String sql = written.getIfPresent(shape);
        return sql == null
                ? write(question, shape)
                : new Statement(question.dataset(), sql, values(question, counted.isPresent()));
    }

    private Statement write(Question question, Shape shape) {
        Statement statement = Statement.of(question.dataset(), query(question, shape.counted()));
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

    private static Shape shape(Question question, List<ConditionShape> conditions, OptionalLong counted) {
        List<Boolean> known = new ArrayList<>();
        sortValues(question).forEach(value -> known.add(value != null));
        return new Shape(
                question.dataset().table(),
                question.columns(),
                conditions,
                question.sort(),
                RecordsSql.rows(question),
                RecordsSql.rowWithin(question).isPresent(),
                RecordsSql.offsetToCount(question) > 0,
                known,
                question.limit(),
                counted);
    }

    /** What stands for the question marks, in their order. */
    private static List<@Nullable Object> values(Question question, boolean counted) {
        List<@Nullable Object> values = new ArrayList<>();
        if (counted) {
            ConditionShape.addValues(question, values);
        }
        RecordsSql.rowWithin(question).ifPresent(values::add);
        ConditionShape.addValues(question, values);
        addPlace(question, values);
        if (RecordsSql.isBehindAValue(question)) {
            ConditionShape.addValues(question, values);
        } else if (RecordsSql.offsetToCount(question) > 0) {
            values.add(RecordsSql.offsetToCount(question));
        }
        return values;
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
