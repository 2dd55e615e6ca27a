package uk.code4health.opendata.catalogue;

import static org.jooq.impl.DSL.name;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.IdRange;

/**
 * How a dataset's records lie in PostgreSQL: a table in the schema {@code records}, a row id that is also the default
 * order, and a column for each field and each status companion.
 *
 * <p>Text is compared and sorted by code point ({@code collate "C"}), so that every server gives the same order.
 */
public final class RecordsTable {

    /** Writes SQL, and where a connection is given to it, runs it. */
    public static final DSLContext SQL = DSL.using(
            SQLDialect.POSTGRES, new Settings().withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_QUOTED));

    public static final org.jooq.Field<Long> ROW_ID = DSL.field(name("_id"), SQLDataType.BIGINT.notNull());

    /** A type for jOOQ, and its name in PostgreSQL's catalogue. */
    private record ColumnType(DataType<?> type, String inPostgres) {}

    private static final ColumnType TEXT = new ColumnType(SQLDataType.CLOB.collation(DSL.collation(name("C"))), "text");

    private static final Map<FieldType, ColumnType> TYPES = Map.of(
            FieldType.STRING, TEXT,
            FieldType.INTEGER, new ColumnType(SQLDataType.BIGINT, "int8"),
            FieldType.NUMBER, new ColumnType(SQLDataType.NUMERIC, "numeric"),
            FieldType.BOOLEAN, new ColumnType(SQLDataType.BOOLEAN, "bool"),
            FieldType.DATE, new ColumnType(SQLDataType.LOCALDATE, "date"),
            FieldType.DATETIME, new ColumnType(SQLDataType.LOCALDATETIME, "timestamp"),
            FieldType.TIME, new ColumnType(SQLDataType.LOCALTIME, "time"),
            FieldType.YEAR, new ColumnType(SQLDataType.BIGINT, "int8"),
            FieldType.YEARMONTH, TEXT);

    private RecordsTable() {}

    public static Table<Record> of(Dataset dataset) {
        return DSL.table(name("records", dataset.table()));
    }

    /** The column of a field or of a status companion. */
    @SuppressWarnings("unchecked") // the values of a field are of its type, by construction
    public static org.jooq.Field<Object> column(Field field) {
        return DSL.field(name(field.name()), (DataType<Object>) type(field));
    }

    public static DataType<?> type(Field field) {
        return columnType(field).type();
    }

    /** Removes rows that no edition names. */
    public static void delete(DSLContext sql, Dataset dataset, IdRange rows) {
        sql.deleteFrom(of(dataset))
                .where(ROW_ID.ge(rows.first()))
                .and(ROW_ID.lt(rows.end()))
                .execute();
    }

    /** The columns it should have, each with its type as PostgreSQL's catalogue names it. */
    static Map<String, String> expectedColumns(Dataset dataset) {
        Map<String, String> columns = new LinkedHashMap<>();
        dataset.schema()
                .columns()
                .forEach(field -> columns.put(field.name(), columnType(field).inPostgres()));
        return columns;
    }

    private static ColumnType columnType(Field field) {
        return Objects.requireNonNull(TYPES.get(field.type()));
    }
}
