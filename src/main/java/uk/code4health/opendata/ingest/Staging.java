package uk.code4health.opendata.ingest;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.CreateTableElementListStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.catalogue.Slice;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.IdRange;

/**
 * The rows of one load aside from all others: a temporary table of one connection, so that nothing is left of it when the
 * load, the node or the server ends.
 */
final class Staging implements AutoCloseable {

    private static final Table<Record> STAGING = table(name("pg_temp", "staging"));

    /** Place of the record among the records of the file, from 0. */
    private static final Field<Long> PLACE = field(name("_place"), SQLDataType.BIGINT);

    /** Line of the file on which the record begins, from 1. */
    private static final Field<Long> LINE = field(name("_line"), SQLDataType.BIGINT);

    private static final int MOST_REPEATED_KEYS = 20;

    private final Dataset dataset;
    private final DSLContext sql;
    private final PGCopyOutputStream copy;
    private final CsvWriter rows;
    private final @Nullable String[] row;
    private long size;

    /**
     * Opens the table.
     *
     * @param connection in a transaction, which the caller ends
     */
    Staging(Dataset dataset, Connection connection) throws SQLException {
        this.dataset = dataset;
        this.sql = DSL.using(connection, SQLDialect.POSTGRES, RecordsTable.SQL.settings());
        create();
        this.copy = new PGCopyOutputStream(
                connection.unwrap(PGConnection.class),
                "copy pg_temp.staging from stdin with (format csv, encoding 'UTF8')",
                1 << 16);
        this.rows = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY) // an empty text is quoted, null is not: how COPY tells them apart
                .lineDelimiter(LineDelimiter.LF)
                .build(new BufferedWriter(new OutputStreamWriter(copy, StandardCharsets.UTF_8), 1 << 16));
        this.row = new @Nullable String[2 + dataset.schema().columns().size()];
    }

    private void create() {
        sql.execute("set local work_mem = '64MB'");
        CreateTableElementListStep staging =
                sql.createTemporaryTable(name("staging")).column(PLACE).column(LINE);
        for (uk.code4health.opendata.dataset.Field column : dataset.schema().columns()) {
            staging = staging.column(RecordsTable.column(column));
        }
        staging.onCommitDrop().execute();
    }

    /** Adds a record. */
    void add(long line, @Nullable String[] values) {
        row[0] = Long.toString(size++);
        row[1] = Long.toString(line);
        System.arraycopy(values, 0, row, 2, values.length);
        try {
            rows.writeRecord(row);
        } catch (UncheckedIOException databaseAway) { // not to be taken for a fault of the file
            throw new IllegalStateException("The rows cannot be sent to the database", databaseAway);
        }
    }

    /** All records were added. */
    void complete() throws IOException {
        rows.close();
    }

    long size() {
        return size;
    }

    /** Primary keys that more than one record has; the first of them. */
    void findRepeatedKeys(Findings findings) {
        List<Field<Object>> key = columns(dataset.schema().primaryKey());
        if (key.isEmpty()) {
            return;
        }
        Field<String> lines = DSL.field("left(string_agg({0}::text, ', ' order by {0}), 60)", String.class, LINE);
        sql.select(key)
                .select(lines, min(LINE))
                .from(STAGING)
                .groupBy(key)
                .having(count().gt(1))
                .orderBy(min(LINE))
                .limit(MOST_REPEATED_KEYS)
                .forEach(repeated -> findings.repeatedKey(
                        repeated.get(min(LINE)),
                        key.stream()
                                .map(part -> String.valueOf(repeated.get(part)))
                                .collect(Collectors.joining(",")),
                        "The rows at lines " + repeated.get(lines) + " have the same primary key."));
    }

    /**
     * The slices of the records, laid out one after the other over the row ids they will have; for a snapshot, one.
     *
     * @param rows as many ids as there are records
     */
    List<Slice> slices(IdRange rows) {
        List<Field<Object>> by = columns(dataset.publication().sliceBy());
        if (by.isEmpty()) {
            return List.of(new Slice("", rows));
        }
        List<Slice> slices = new ArrayList<>();
        long next = rows.first();
        for (Record slice : sql.select(by)
                .select(count())
                .from(STAGING)
                .groupBy(by)
                .orderBy(by)
                .fetch()) {
            String key =
                    by.stream().map(part -> String.valueOf(slice.get(part))).collect(Collectors.joining(","));
            long end = next + slice.get(count());
            slices.add(new Slice(key, new IdRange(next, end)));
            next = end;
        }
        return slices;
    }

    /** The highest value of a field, where it is a date. */
    @Nullable Object highest(String name) {
        Field<Object> column = columns(List.of(name)).get(0);
        return sql.select(DSL.max(column)).from(STAGING).fetchOne(0);
    }

    /** Adds the records to the dataset's table, slice by slice, in the file's order within each. */
    void store(IdRange rows) {
        List<Field<Object>> columns =
                columns(dataset.schema().columnNames().stream().toList());
        List<Field<?>> into = new ArrayList<>(List.of(RecordsTable.ROW_ID));
        into.addAll(columns);
        List<SelectField<?>> from = new ArrayList<>(List.of(rowId(rows)));
        from.addAll(columns);
        sql.insertInto(RecordsTable.of(dataset), into)
                .select(sql.select(from).from(STAGING))
                .execute();
    }

    private Field<Long> rowId(IdRange rows) {
        List<Field<Object>> by = columns(dataset.publication().sliceBy());
        if (by.isEmpty()) {
            return PLACE.plus(inline(rows.first()));
        }
        List<Field<?>> order = new ArrayList<>(by);
        order.add(PLACE);
        return rowNumber().over(DSL.orderBy(order)).cast(SQLDataType.BIGINT).plus(inline(rows.first() - 1));
    }

    private List<Field<Object>> columns(List<String> names) {
        Map<String, uk.code4health.opendata.dataset.Field> byName = dataset.schema().columns().stream()
                .collect(Collectors.toMap(uk.code4health.opendata.dataset.Field::name, column -> column));
        return names.stream()
                .map(column -> RecordsTable.column(Objects.requireNonNull(byName.get(column))))
                .toList();
    }

    /** Gives up what was not completed. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
