package uk.code4health.opendata.query;

import static uk.code4health.opendata.catalogue.RecordsTable.SQL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Query;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import uk.code4health.opendata.catalogue.RecordsTable;

/**
 * Writes an {@link AggregateQuestion} as SQL: every name is a registered field's or ours, every value a bind.
 *
 * <p>Within, records become groups; without, groups are chosen, counted, sorted and cut into pages by their columns.
 */
final class AggregateSql {

    private static final String GROUPS = "groups";
    private static final String RECORDS = "records";

    private AggregateSql() {}

    /**
     * The groups asked for: their columns, in order; how many groups there are in all; how many records, if one group has them all;
     * for each doubt, whether it is true of some group.
     */
    static Query groups(AggregateQuestion question, List<DoubleCounting> doubts) {
        List<AggregateColumn> columns = question.columns();
        List<SelectField<?>> selected = new ArrayList<>();
        IntStream.range(0, columns.size()).forEach(place -> selected.add(column(place)));
        selected.add(DSL.count().over());
        selected.add(question.groupings().isEmpty() ? column(RECORDS) : DSL.inline((Object) null));
        for (int place = 0; place < doubts.size(); place++) {
            selected.add(DSL.boolOr(DSL.condition(column(doubt(place)).coerce(Boolean.class)))
                    .over());
        }
        return SQL.select(selected)
                .from(grouped(question, columns, doubts))
                .where(question.having().map(Clause::condition).orElse(DSL.noCondition()))
                .orderBy(order(question, AggregateSql::column))
                .limit(limit(question))
                .offset(question.place());
    }

    static long limit(AggregateQuestion question) {
        return question.limit().isPresent() ? question.limit().getAsInt() : Long.MAX_VALUE;
    }

    private static Table<?> grouped(
            AggregateQuestion question, List<AggregateColumn> columns, List<DoubleCounting> doubts) {
        Question records = question.records();
        List<SelectField<?>> selected = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            selected.add(columns.get(place).expression().as(name(place)));
        }
        if (question.groupings().isEmpty()) {
            selected.add(DSL.count().as(RECORDS));
        }
        for (int place = 0; place < doubts.size(); place++) {
            selected.add(DSL.field(doubts.get(place).happens()).as(doubt(place)));
        }
        return SQL.select(selected)
                .from(RecordsTable.of(records.dataset()))
                .where(RecordsSql.inEdition(records.edition()))
                .and(RecordsSql.matching(records.filters()))
                .groupBy(places(question))
                .asTable(GROUPS);
    }

    /** The groupings by their places, as PostgreSQL would not see that two expressions with binds are the same. */
    private static List<Field<Integer>> places(AggregateQuestion question) {
        return IntStream.rangeClosed(1, question.groupings().size())
                .mapToObj(DSL::inline)
                .map(place -> (Field<Integer>) place)
                .toList();
    }

    /** What the names in a condition on groups stand for. */
    static Map<String, WhereColumn> named(List<AggregateColumn> columns) {
        Map<String, WhereColumn> named = new HashMap<>();
        for (int place = 0; place < columns.size(); place++) {
            uk.code4health.opendata.dataset.Field field = columns.get(place).asField();
            named.put(
                    columns.get(place).name(),
                    new WhereColumn(field, column(place).coerce(RecordsTable.column(field))));
        }
        return named;
    }

    /** A column of the groups, by its place: so no name of a field can be taken for one of ours. */
    private static Field<Object> column(int place) {
        return column(name(place));
    }

    private static Field<Object> column(String name) {
        return DSL.field(DSL.name(GROUPS, name));
    }

    private static String name(int place) {
        return "c" + place;
    }

    private static String doubt(int place) {
        return "d" + place;
    }

    /**
     * The order of the groups: what is asked for, then what they share.
     *
     * @param column the column of a place
     */
    static List<OrderField<?>> order(AggregateQuestion question, IntFunction<Field<?>> column) {
        List<OrderField<?>> order = new ArrayList<>();
        question.sort().forEach(key -> order.add(RecordsSql.order(column.apply(key.place()), key.descending())));
        IntStream.range(0, question.groupings().size())
                .filter(place -> question.sort().stream().noneMatch(key -> key.place() == place))
                .forEach(place -> order.add(RecordsSql.order(column.apply(place), false)));
        return order;
    }
}
