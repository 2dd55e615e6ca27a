package uk.code4health.opendata.ingest;

import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.rowNumber;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.catalogue.Slice;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.IdRange;

/**
 * The records of one load, in the dataset's table under row ids that no edition names, and in a transaction that is not yet
 * committed: nobody sees them, and nothing is left of them when the load, the node or the server ends.
 */
final class Staging implements AutoCloseable {

    private static final int MOST_REPEATED_KEYS = 20;
    private static final int LONGEST_LIST = 60;

    private final Dataset dataset;
    private final DSLContext sql;
    private final Table<Record> table;
    private final CopyWriter copy;
    private final SliceRuns slices;
    private final KeyWatch keys;
    private final LineIndex lines = new LineIndex();
    private final long first;
    private long size;

    /**
     * Begins to take records in.
     *
     * @param connection in a transaction, which the caller ends
     * @param first the row id of the first record; from it on ids are free
     */
    Staging(Dataset dataset, Connection connection, long first) throws SQLException {
        this.dataset = dataset;
        this.sql = DSL.using(connection, SQLDialect.POSTGRES, RecordsTable.SQL.settings());
        this.table = RecordsTable.of(dataset);
        this.first = first;
        this.slices = new SliceRuns(places(dataset, dataset.publication().sliceBy()));
        this.keys = new KeyWatch(places(dataset, dataset.schema().primaryKey()));
        List<Field<?>> columns = new ArrayList<>(List.of(RecordsTable.ROW_ID));
        columns.addAll(columns(dataset.schema().columnNames().stream().toList()));
        sql.execute("set local work_mem = '64MB'");
        sql.execute("set local maintenance_work_mem = '256MB'");
        this.copy = new CopyWriter(
                connection,
                sql.render(table) + columns.stream().map(sql::render).collect(joining(", ", " (", ")")));
    }

    private static int[] places(Dataset dataset, List<String> names) {
        List<String> published = dataset.schema().published().stream()
                .map(uk.code4health.opendata.dataset.Field::name)
                .toList();
        return names.stream().mapToInt(published::indexOf).toArray();
    }

    /** Adds a record: the cells of the published fields. */
    void add(long line, TypedCell[] record) {
        long rowId = first + size;
        slices.see(rowId, record);
        keys.see(record);
        lines.add(size, line);
        size++;
        try {
            copy.write(rowId, record);
        } catch (SQLException databaseAway) {
            throw new IllegalStateException("The rows cannot be sent to the database", databaseAway);
        }
    }

    /** All records were added. */
    void complete() {
        try {
            copy.complete();
            RecordIndexes.makeRows(sql, dataset);
        } catch (SQLException databaseAway) {
            throw new IllegalStateException("The rows cannot be sent to the database", databaseAway);
        }
    }

    long size() {
        return size;
    }

    /** The row ids the records have; or had, before they were put in order. */
    IdRange rows() {
        return new IdRange(first, first + size);
    }

    /** The records, for those who ask more of them. */
    DSLContext sql() {
        return sql;
    }

    /** The line of the file on which a record begins. */
    long lineOf(long rowId) {
        return lines.lineOf(rowId - first);
    }

    Condition isStaged() {
        return RecordsTable.ROW_ID.ge(inline(first)).and(RecordsTable.ROW_ID.lt(inline(first + size)));
    }

    /** Primary keys that more than one record has; the first of them. */
    void findRepeatedKeys(Findings findings) {
        if (!keys.mayRepeat()) {
            return;
        }
        List<Field<Object>> key = columns(dataset.schema().primaryKey());
        Field<Long[]> rowIds = field("(array_agg({0} order by {0}))[1 : 8]", Long[].class, RecordsTable.ROW_ID);
        sql.select(key)
                .select(rowIds, count())
                .from(table)
                .where(isStaged())
                .groupBy(key)
                .having(count().gt(1))
                .orderBy(min(RecordsTable.ROW_ID))
                .limit(MOST_REPEATED_KEYS)
                .forEach(repeated -> {
                    Long[] rows = repeated.get(rowIds);
                    findings.repeatedKey(
                            lineOf(rows[0]),
                            key.stream()
                                    .map(part -> String.valueOf(repeated.get(part)))
                                    .collect(joining(",")),
                            "The " + repeated.get(count()) + " rows at lines " + linesOf(rows)
                                    + " have the same primary key ("
                                    + String.join(", ", dataset.schema().primaryKey())
                                    + "). " + difference(rows[0], rows[1]));
                });
    }

    private String linesOf(Long[] rows) {
        String all = Stream.of(rows).map(row -> String.valueOf(lineOf(row))).collect(joining(", "));
        return all.length() <= LONGEST_LIST ? all : all.substring(0, LONGEST_LIST) + " …";
    }

    /** What would tell two records apart. */
    private String difference(long one, long other) {
        List<Field<Object>> columns =
                columns(dataset.schema().columnNames().stream().toList());
        List<? extends Record> both = sql.select(columns)
                .from(table)
                .where(RecordsTable.ROW_ID.in(one, other))
                .fetch();
        List<String> different = columns.stream()
                .filter(column ->
                        !Objects.equals(both.get(0).get(column), both.get(1).get(column)))
                .map(Field::getName)
                .toList();
        return different.isEmpty()
                ? "They are the same in every field."
                : "The first two differ in " + String.join(", ", different) + ".";
    }

    /** Whether the records can stay as they are; if not, as many row ids again are needed to put them in order. */
    boolean areInOrder() {
        return slices.slices(first + size).isPresent();
    }

    /** The slices of the records, each with its row ids. */
    List<Slice> slices() {
        return slices.slices(first + size).orElseGet(this::putInOrder);
    }

    /** Puts the records slice by slice, in the file's order within each, under the row ids that follow theirs. */
    private List<Slice> putInOrder() {
        List<Field<Object>> by = columns(dataset.publication().sliceBy());
        List<Field<?>> order = new ArrayList<>(by);
        order.add(RecordsTable.ROW_ID);
        Field<Long> rowId =
                rowNumber().over(DSL.orderBy(order)).cast(SQLDataType.BIGINT).plus(inline(first + size - 1));
        List<Field<Object>> columns =
                columns(dataset.schema().columnNames().stream().toList());
        List<Field<?>> into = new ArrayList<>(List.of(RecordsTable.ROW_ID));
        into.addAll(columns);
        List<SelectField<?>> from = new ArrayList<>(List.of(rowId));
        from.addAll(columns);
        List<Slice> ordered = new ArrayList<>();
        long next = first + size;
        for (Record slice : sql.select(by)
                .select(count())
                .from(table)
                .where(isStaged())
                .groupBy(by)
                .orderBy(by)
                .fetch()) {
            String key =
                    by.stream().map(part -> String.valueOf(slice.get(part))).collect(joining(","));
            ordered.add(new Slice(key, new IdRange(next, next + slice.get(count()))));
            next += slice.get(count());
        }
        sql.insertInto(table, into)
                .select(sql.select(from).from(table).where(isStaged()))
                .execute();
        sql.deleteFrom(table).where(isStaged()).execute();
        return ordered;
    }

    /** The highest value of the first slicing field. */
    @Nullable Object highestSlice() {
        return slices.highest();
    }

    /** The columns of fields and status companions. */
    List<Field<Object>> columns(List<String> names) {
        Map<String, uk.code4health.opendata.dataset.Field> byName = dataset.schema().columns().stream()
                .collect(Collectors.toMap(uk.code4health.opendata.dataset.Field::name, column -> column));
        return names.stream()
                .map(column -> RecordsTable.column(Objects.requireNonNull(byName.get(column))))
                .toList();
    }

    /** Gives up what was not completed. */
    @Override
    public void close() throws SQLException {
        copy.close();
    }
}
