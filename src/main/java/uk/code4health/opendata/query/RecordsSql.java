package uk.code4health.opendata.query;

import static uk.code4health.opendata.catalogue.RecordsTable.ROW_ID;
import static uk.code4health.opendata.catalogue.RecordsTable.SQL;
import static uk.code4health.opendata.catalogue.RecordsTable.column;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.SelectLimitStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.IdRange;

/**
 * Writes a {@link Question} as SQL: every name is a registered field's, every value that somebody asked for a bind. The rows of
 * an edition and the limit stand in the text: PostgreSQL plans a statement for all its binds, and would take any edition for a few
 * of its records.
 */
final class RecordsSql {

    private RecordsSql() {}

    /**
     * The records asked for, one more than the limit to tell whether there are more. The row id comes first, then what the
     * question sorts by, then its columns, then the records it is expanded by, as JSON.
     */
    static Select<Record> records(Question question) {
        if (isBehindAValue(question)) {
            return recordsBehindAValue(question);
        }
        var page = some(question, behindCursor(question)).limit(limit(question.limit()));
        long offset = offsetToCount(question);
        return offset > 0 ? page.offset(offset) : page;
    }

    /**
     * Behind a record that has a value to sort by come greater values, and then records without one. Asked for one after the
     * other, an index finds the first of them at once, however far the page is from the first; PostgreSQL begins the
     * second part only where the first does not fill the page, and leaves the two in their order.
     */
    private static Select<Record> recordsBehindAValue(Question question) {
        Cursor cursor = question.after().orElseThrow();
        org.jooq.Field<Long> limit = limit(question.limit());
        SortKey first = question.sort().get(0);
        return some(question, fromValueOn(question.sort(), sortValues(cursor), cursor.rowId()))
                .limit(limit)
                .unionAll(some(question, column(first.field()).isNull()).limit(limit))
                .limit(limit);
    }

    private static SelectLimitStep<Record> some(Question question, Condition place) {
        return SQL.select(selected(question))
                .from(RecordsTable.of(question.dataset()))
                .where(in(rows(question)))
                .and(from(question))
                .and(matching(question.filters()))
                .and(place)
                .orderBy(order(question));
    }

    /**
     * The same, and behind the columns, in the row beyond the limit, how many records match: that many at most, which is
     * where the counting ends. A question whose records are all within the limit needs no counting, and costs none.
     */
    static Query recordsCounted(Question question, long most) {
        org.jooq.Field<Integer> counted = DSL.field(DSL.selectCount()
                .from(SQL.selectOne()
                        .from(RecordsTable.of(question.dataset()))
                        .where(inEdition(question.edition()))
                        .and(matching(question.filters()))
                        .limit(DSL.inline(most))
                        .asTable("_counted")));
        return SQL.select(
                        DSL.asterisk(),
                        DSL.when(
                                DSL.rowNumber()
                                        .over()
                                        .gt(DSL.inline(question.limit().orElseThrow())),
                                counted))
                .from(records(question).asTable("_page")); // PostgreSQL leaves its rows in their order
    }

    /** The record that a cursor stands behind: its row id, then what the question sorts by. */
    static Query sortValues(Question question, Cursor cursor) {
        List<SelectField<?>> selected = new ArrayList<>(List.of(ROW_ID));
        selected.addAll(columns(sortedBy(question)));
        return SQL.select(selected)
                .from(RecordsTable.of(question.dataset()))
                .where(ROW_ID.eq(cursor.rowId()))
                .and(inEdition(question.edition()));
    }

    /** All records that the question's conditions keep, in no order. */
    static Query kept(Question question) {
        return kept(question, matching(question.filters()));
    }

    /** The same for another condition. */
    static Query kept(Question question, Condition condition) {
        return SQL.select(ROW_ID)
                .from(RecordsTable.of(question.dataset()))
                .where(inEdition(question.edition()))
                .and(condition);
    }

    /** How many records the question's conditions keep. */
    static Query count(Question question) {
        return SQL.selectCount()
                .from(RecordsTable.of(question.dataset()))
                .where(inEdition(question.edition()))
                .and(matching(question.filters()));
    }

    /** For each field of numbers the largest of some rows, whatever its sign, and the most digits any has behind the point. */
    static Query numberSizes(Dataset dataset, IdRange rows, List<Field> fields) {
        List<SelectField<?>> sizes = new ArrayList<>();
        for (Field field : fields) {
            org.jooq.Field<BigDecimal> number = column(field).coerce(BigDecimal.class);
            sizes.add(DSL.max(DSL.abs(number)));
            sizes.add(DSL.max(DSL.function("scale", Integer.class, number)));
        }
        return SQL.select(sizes)
                .from(RecordsTable.of(dataset))
                .where(ROW_ID.ge(rows.first()).and(ROW_ID.lt(rows.end())));
    }

    /** The different values of a field among some rows of the edition. */
    static Query someValues(Dataset dataset, Edition edition, Field field, int rows, int values) {
        var some = SQL.select(column(field))
                .from(RecordsTable.of(dataset))
                .where(inEdition(edition))
                .and(column(field).isNotNull())
                .limit(DSL.inline(rows))
                .asTable("some");
        return SQL.selectDistinct(DSL.field(DSL.name("some", field.name())))
                .from(some)
                .limit(DSL.inline(values));
    }

    /** Of each criterion, whether it keeps any of some rows of the edition; last, whether all together do. */
    static Query kept(Dataset dataset, Edition edition, List<Criterion> criteria, int rows) {
        var some = SQL.select(DSL.asterisk())
                .from(RecordsTable.of(dataset))
                .where(inEdition(edition))
                .limit(DSL.inline(rows))
                .asTable("some");
        List<SelectField<?>> kept = new ArrayList<>();
        criteria.forEach(criterion -> kept.add(DSL.boolOr(criterion.condition())));
        kept.add(DSL.boolOr(matching(criteria)));
        return SQL.select(kept).from(some);
    }

    /** What the columns of {@link #records} are that are sorted by, without the row id. */
    static List<Field> sortedBy(Question question) {
        return question.sort().stream().map(SortKey::field).toList();
    }

    private static List<SelectField<?>> selected(Question question) {
        List<SelectField<?>> selected = new ArrayList<>(List.of(ROW_ID));
        Set<Field> fields = new LinkedHashSet<>(sortedBy(question));
        fields.addAll(question.columns());
        selected.addAll(columns(List.copyOf(fields)));
        question.expansions().forEach(expansion -> selected.add(ExpansionSql.record(question.dataset(), expansion)));
        return selected;
    }

    private static List<SelectField<?>> columns(List<Field> fields) {
        List<SelectField<?>> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(column(field)));
        return columns;
    }

    /** A few ranges joined by OR; PostgreSQL walks each by the index of row ids. */
    private static Condition in(List<IdRange> rows) {
        return in(rows, ROW_ID);
    }

    /** The same where the row id is called something else. */
    static Condition in(List<IdRange> rows, org.jooq.Field<Long> rowId) {
        List<Condition> ranges = rows.stream()
                .map(range -> rowId.ge(DSL.inline(range.first())).and(rowId.lt(DSL.inline(range.end()))))
                .toList();
        return ranges.isEmpty() ? DSL.falseCondition() : DSL.or(ranges);
    }

    static Condition inEdition(Edition edition) {
        return in(edition.rows());
    }

    /** The ranges that the records of a page can be among. */
    static List<IdRange> rows(Question question) {
        long from = firstRow(question);
        return question.edition().rows().stream()
                .filter(range -> range.end() > from)
                .toList();
    }

    /** The row within those ranges from which on they can be; nothing if it is the first. */
    static OptionalLong rowWithin(Question question) {
        long from = firstRow(question);
        return question.edition().rows().stream().anyMatch(range -> range.first() < from && from < range.end())
                ? OptionalLong.of(from)
                : OptionalLong.empty();
    }

    private static Condition from(Question question) {
        OptionalLong from = rowWithin(question);
        return from.isPresent() ? ROW_ID.ge(from.getAsLong()) : DSL.noCondition();
    }

    static Condition matching(List<? extends Criterion> criteria) {
        return DSL.and(criteria.stream().map(Criterion::condition).toList());
    }

    /** In the order of the rows, a cursor and an unfiltered offset are row ids. */
    private static long firstRow(Question question) {
        if (!question.isDefaultOrder()) {
            return 0;
        }
        if (question.after().isPresent()) {
            return question.after().get().rowId() + 1;
        }
        return isArithmetic(question)
                ? question.edition().rowAt(question.offset()).orElse(Long.MAX_VALUE)
                : 0;
    }

    static long offsetToCount(Question question) {
        return isArithmetic(question) ? 0 : question.offset();
    }

    private static boolean isArithmetic(Question question) {
        return question.isDefaultOrder() && question.filters().isEmpty();
    }

    private static org.jooq.Field<Long> limit(OptionalInt limit) {
        return DSL.inline(limit.isPresent() ? limit.getAsInt() + 1L : Long.MAX_VALUE);
    }

    private static List<OrderField<?>> order(Question question) {
        List<OrderField<?>> order = new ArrayList<>();
        for (SortKey key : question.sort()) {
            order.add(order(column(key.field()), key.descending()));
        }
        order.add(ROW_ID.asc());
        return order;
    }

    /** In every order, what has no value comes last. */
    static OrderField<?> order(org.jooq.Field<?> column, boolean descending) {
        return (descending ? column.desc() : column.asc()).nullsLast();
    }

    /** Whether the page begins behind a record that has a value in the first field it is sorted by. */
    static boolean isBehindAValue(Question question) {
        return !question.isDefaultOrder()
                && question.after().isPresent()
                && sortValues(question.after().get()).get(0) != null;
    }

    /** Records that come after the cursor's in the question's order, values before nulls. */
    private static Condition behindCursor(Question question) {
        Optional<Cursor> cursor = question.after();
        return cursor.isEmpty() || question.isDefaultOrder()
                ? DSL.noCondition()
                : behind(question.sort(), sortValues(cursor.get()), cursor.get().rowId());
    }

    private static Condition behind(List<SortKey> sort, List<@Nullable String> values, long rowId) {
        if (sort.isEmpty()) {
            return ROW_ID.gt(rowId);
        }
        org.jooq.Field<Object> column = column(sort.get(0).field());
        return values.get(0) == null
                ? column.isNull().and(behind(rest(sort), rest(values), rowId))
                : fromValueOn(sort, values, rowId).or(column.isNull());
    }

    /** The value itself with what comes after it in the other fields, and what comes after the value. */
    private static Condition fromValueOn(List<SortKey> sort, List<@Nullable String> values, long rowId) {
        SortKey key = sort.get(0);
        org.jooq.Field<Object> column = column(key.field());
        org.jooq.Field<Object> value =
                DSL.val(key.field().type().parse(Objects.requireNonNull(values.get(0))), column.getDataType());
        Condition from = key.descending() ? column.le(value) : column.ge(value);
        Condition beyond = key.descending() ? column.lt(value) : column.gt(value);
        return from.and(beyond.or(behind(rest(sort), rest(values), rowId)));
    }

    private static List<@Nullable String> sortValues(Cursor cursor) {
        return Objects.requireNonNull(cursor.sortValues());
    }

    private static <T extends @Nullable Object> List<T> rest(List<T> list) {
        return list.subList(1, list.size());
    }
}
