package uk.code4health.opendata.catalogue;

import static org.jooq.impl.DSL.field;

import jakarta.inject.Singleton;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.CreateTableElementListStep;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;

/** Makes the table of a dataset, and lets it grow with the manifest. */
@Singleton
class RecordsTables {

    private final DSLContext sql;

    RecordsTables(DataSource database) {
        this.sql = DSL.using(database, SQLDialect.POSTGRES, RecordsTable.SQL.settings());
    }

    /** Lets nobody else make tables until the transaction ends: nodes that start together register the same datasets. */
    void oneAtATime() {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('register', 0))");
    }

    /**
     * Makes the table fit the dataset's schema: creates it, or adds the columns that are new.
     *
     * @throws InvalidManifest if a column that exists would go or change its type, as what is published must stay readable
     */
    void fit(Dataset dataset) {
        Map<String, String> existing = existingColumns(dataset);
        if (existing.isEmpty()) {
            create(dataset);
            return;
        }
        Map<String, String> expected = RecordsTable.expectedColumns(dataset);
        existing.forEach((column, type) -> requireSame(column, type, expected.get(column)));
        dataset.schema().columns().stream()
                .filter(column -> !existing.containsKey(column.name()))
                .forEach(column -> sql.alterTable(RecordsTable.of(dataset))
                        .addColumn(RecordsTable.column(column))
                        .execute());
    }

    private Map<String, String> existingColumns(Dataset dataset) {
        return sql.select(field("column_name", String.class), field("udt_name", String.class))
                .from("information_schema.columns")
                .where(field("table_schema", String.class).eq("records"))
                .and(field("table_name", String.class).eq(dataset.table()))
                .and(field("column_name", String.class).ne(RecordsTable.ROW_ID.getName()))
                .fetchMap(field("column_name", String.class), field("udt_name", String.class));
    }

    /** Without an index: the first load makes them, after its rows, which is quickest. */
    private void create(Dataset dataset) {
        CreateTableElementListStep table =
                sql.createTable(RecordsTable.of(dataset)).column(RecordsTable.ROW_ID);
        for (Field column : dataset.schema().columns()) {
            table = table.column(RecordsTable.column(column));
        }
        table.execute();
    }

    private static void requireSame(String column, String type, @Nullable String expected) {
        if (!type.equals(expected)) {
            throw new InvalidManifest(
                    "/resources/0/schema/fields",
                    "the field " + column + " as it is registered (" + type + "): releases with it are published."
                            + " A dataset whose fields go or change type needs a new name");
        }
    }
}
