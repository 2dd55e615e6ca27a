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
import java.util.Set;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.Query;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.IdRange;

/** Writes a {@link Question} as SQL: every name is a registered field's, every value a bind. */
final class RecordsSql {

    private RecordsSql() {}

    /**
     * The records asked for, one more than the limit to tell whether there are more. The row id comes first, then what the
     * question sorts by, then its columns.
     */
    static Query records(Question question) {
        return SQL.select(selected(question))
                .from(RecordsTable.of(question.dataset()))
                .where(inEdition(question.edition(), firstRow(question)))
                .and(matching(question.filters()))
                .and(behindCursor(question))
                .orderBy(order(question))
                .limit(limit(question.limit()))
                .offset(offsetToCount(question));
    }

    /** The record that a cursor stands behind: its row id, then what the question sorts by. */
    static Query sortValues(Question question, Cursor cursor) {
        List<SelectField<?>> selected = new ArrayList<>(List.of(ROW_ID));
        selected.addAll(columns(sortedBy(question)));
        return SQL.select(selected)
                .from(RecordsTable.of(question.dataset()))
                .where(ROW_ID.eq(cursor.rowId()))
                .and(inEdition(question.edition(), 0));
    }

    /** How many records the question's conditions keep. */
    static Query count(Question question) {
        return SQL.selectCount()
                .from(RecordsTable.of(question.dataset()))
                .where(inEdition(question.edition(), 0))
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
                .where(inEdition(edition, 0))
                .and(column(field).isNotNull())
                .limit(DSL.inline(rows))
                .asTable("some");
        return SQL.selectDistinct(DSL.field(DSL.name("some", field.name())))
                .from(some)
                .limit(DSL.inline(values));
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
        return selected;
    }

    private static List<SelectField<?>> columns(List<Field> fields) {
        List<SelectField<?>> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(column(field)));
        return columns;
    }

    /** A few ranges joined by OR; PostgreSQL walks each by the primary key. */
    static Condition inEdition(Edition edition, long from) {
        List<Condition> ranges = edition.rows().stream()
                .filter(range -> range.end() > from)
                .map(range -> new IdRange(Math.max(range.first(), from), range.end()))
                .map(range -> ROW_ID.ge(range.first()).and(ROW_ID.lt(range.end())))
                .toList();
        return ranges.isEmpty() ? DSL.falseCondition() : DSL.or(ranges);
    }

    static Condition matching(List<Filter> filters) {
        return DSL.and(filters.stream()
                .map(filter -> filter.operator().on(column(filter.field()), filter.values()))
                .toList());
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

    private static long offsetToCount(Question question) {
        return isArithmetic(question) ? 0 : question.offset();
    }

    private static boolean isArithmetic(Question question) {
        return question.isDefaultOrder() && question.filters().isEmpty();
    }

    private static Number limit(OptionalInt limit) {
        return limit.isPresent() ? limit.getAsInt() + 1 : Long.MAX_VALUE;
    }

    private static List<OrderField<?>> order(Question question) {
        List<OrderField<?>> order = new ArrayList<>();
        for (SortKey key : question.sort()) {
            var column = column(key.field());
            order.add(
                    key.descending() ? column.desc().nullsLast() : column.asc().nullsLast());
        }
        order.add(ROW_ID.asc());
        return order;
    }

    /** Records that come after the cursor's in the question's order, values before nulls. */
    private static Condition behindCursor(Question question) {
        Optional<Cursor> cursor = question.after();
        if (cursor.isEmpty() || question.isDefaultOrder()) {
            return DSL.noCondition();
        }
        return behind(
                question.sort(),
                Objects.requireNonNull(cursor.get().sortValues()),
                cursor.get().rowId());
    }

    private static Condition behind(List<SortKey> sort, List<@Nullable String> values, long rowId) {
        if (sort.isEmpty()) {
            return ROW_ID.gt(rowId);
        }
        SortKey key = sort.get(0);
        org.jooq.Field<Object> column = column(key.field());
        String text = values.get(0);
        Condition later = behind(sort.subList(1, sort.size()), values.subList(1, values.size()), rowId);
        if (text == null) {
            return column.isNull().and(later);
        }
        org.jooq.Field<Object> value = DSL.val(key.field().type().parse(text), column.getDataType());
        Condition beyond = key.descending() ? column.lt(value) : column.gt(value);
        return beyond.or(column.isNull()).or(column.eq(value).and(later));
    }
}
