package uk.code4health.opendata.query;

import static uk.code4health.opendata.catalogue.RecordsTable.column;

import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import uk.code4health.opendata.dataset.Field;

/**
 * A field of which some values count again what other values count, as {@code ALL} does beside {@code MALE} and {@code FEMALE}; and
 * a question that does not keep them apart. Whether the records of a group have both, the database tells.
 *
 * @param totals the values that count again what others count
 */
record DoubleCounting(Field field, List<String> totals) {

    /** Where a question may count things twice. */
    static List<DoubleCounting> possibleIn(AggregateQuestion question) {
        if (question.measures().stream().noneMatch(asked -> asked.measure().addsUp())) {
            return List.of();
        }
        return question.records().dataset().publication().totals().entrySet().stream()
                .map(entry -> new DoubleCounting(
                        question.records()
                                .dataset()
                                .schema()
                                .column(entry.getKey())
                                .orElseThrow(),
                        entry.getValue()))
                .filter(each -> !each.isKeptApartBy(question))
                .toList();
    }

    private boolean isKeptApartBy(AggregateQuestion question) {
        boolean isGrouped = question.groupings().stream()
                .anyMatch(grouping ->
                        grouping.field().equals(field) && grouping.bucket().isEmpty());
        boolean isFixed = question.records().filters().stream()
                .filter(Filter.class::isInstance)
                .flatMap(Criterion::asked)
                .anyMatch(filter ->
                        filter.field().equals(field) && filter.values().size() == 1);
        return isGrouped || isFixed;
    }

    /** Whether a group has a total and something else, of which it may be the total. */
    Condition happens() {
        org.jooq.Field<Object> column = column(field);
        return DSL.or(totals.stream()
                .map(total -> DSL.condition(DSL.boolOr(column.eq(total))).and(DSL.boolOr(column.ne(total))))
                .toList());
    }

    Warning warning() {
        String total = field.name() + "=" + totals.get(0);
        String others = totals.size() == 1
                ? " Ask for the total, " + total + ", or for what it is made of, " + field + "__ne=" + totals.get(0)
                : " Ask for one value, such as " + total;
        return new Warning(
                field.name(),
                "Things are counted more than once: records with " + field + " = "
                        + String.join(
                                " or ",
                                totals.stream().map(value -> "'" + value + "'").toList())
                        + " count again what others count." + others + "; or group by " + field + ".",
                total);
    }
}
