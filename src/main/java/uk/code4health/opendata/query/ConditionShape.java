package uk.code4health.opendata.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Field;

/**
 * A condition without its values, which is all that SQL depends on. Whether a value is there at all is not a value, but
 * another condition.
 *
 * @param field belongs to one form of one manifest
 * @param values how many there are
 */
record ConditionShape(Field field, Operator operator, int values, Optional<Object> truth) {

    private static ConditionShape of(Filter filter) {
        return new ConditionShape(
                filter.field(),
                filter.operator(),
                filter.values().size(),
                isTruth(filter) ? Optional.of(filter.values().get(0)) : Optional.empty());
    }

    /** Those of a question, unless it has conditions of another kind, whose SQL is not so regular. */
    static Optional<List<ConditionShape>> of(Question question) {
        List<ConditionShape> shapes = new ArrayList<>();
        for (Criterion criterion : question.filters()) {
            if (!(criterion instanceof Filter filter)) {
                return Optional.empty();
            }
            shapes.add(of(filter));
        }
        return Optional.of(shapes);
    }

    /** Adds what is bound for these conditions. */
    static void addValues(Question question, List<@Nullable Object> values) {
        for (Criterion criterion : question.filters()) {
            if (criterion instanceof Filter filter && !isTruth(filter)) {
                values.addAll(filter.values());
            }
        }
    }

    private static boolean isTruth(Filter filter) {
        return filter.operator().operands() == Operator.Operands.TRUTH;
    }
}
