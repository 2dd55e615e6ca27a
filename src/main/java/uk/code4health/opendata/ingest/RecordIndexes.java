package uk.code4health.opendata.ingest;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/**
 * The indexes that make a dataset's likely questions quick: on its keys, codes and dates, each with the row id behind it,
 * where there are enough different values for an index to tell records apart.
 */
final class RecordIndexes {

    /** A smaller table is read at once; and a table that is empty before its first real release is indexed fastest after it. */
    private static final float FEWEST_ROWS = 1_000;

    /** With fewer values than this, reading the table is no slower than an index. */
    private static final int FEWEST_VALUES = 10;

    private static final int LONGEST_NAME = 63;

    /** PostgreSQL's own for the statistics of a column. */
    private static final int USUAL_TARGET = 100;

    private static final int LOWEST_TARGET = 5;

    /** In steps of the target. */
    private static final int SAMPLED_CELLS = 600;

    private RecordIndexes() {}

    /** Makes that of the row ids, if it is not there yet, by which pages and editions are found. */
    static void makeRows(DSLContext sql, Dataset dataset) {
        sql.createUniqueIndexIfNotExists(name(dataset.table() + "_rows"))
                .on(RecordsTable.of(dataset), RecordsTable.ROW_ID)
                .execute();
    }

    /**
     * Makes the others that are not there yet, after the table's statistics. Those are of samples of its rows, of 300 for each step
     * of the target, and take as much longer as it has columns: wide tables are sampled more thinly. PostgreSQL's autovacuum
     * takes fuller ones in the minutes after the load.
     */
    static void make(DSLContext sql, Dataset dataset) {
        int target = Math.min(
                USUAL_TARGET,
                Math.max(
                        LOWEST_TARGET,
                        SAMPLED_CELLS / dataset.schema().columns().size()));
        sql.execute("set local default_statistics_target = {0}", inline(target));
        sql.execute("analyze {0}", RecordsTable.of(dataset));
        if (rows(sql, dataset) < FEWEST_ROWS) {
            return;
        }
        List<String> varied = varied(sql, dataset);
        candidates(dataset).filter(varied::contains).forEach(column -> sql.createIndexIfNotExists(
                        indexName(dataset, column))
                .on(RecordsTable.of(dataset), DSL.field(name(column)), RecordsTable.ROW_ID)
                .execute());
    }

    /** PostgreSQL would cut a longer name, and two that were cut could be the same. */
    private static Name indexName(Dataset dataset, String column) {
        String full = dataset.table() + "_by_" + column;
        return name(
                full.length() <= LONGEST_NAME
                        ? full
                        : full.substring(0, 50) + DigestUtils.md5Hex(full).substring(0, 12));
    }

    private static Stream<String> candidates(Dataset dataset) {
        Set<String> keys = Stream.concat(
                        dataset.schema().primaryKey().stream(),
                        dataset.schema().foreignKeys().stream().flatMap(key -> key.fields().stream()))
                .collect(Collectors.toSet());
        return dataset.schema().published().stream()
                .filter(field -> keys.contains(field.name()) || isCode(field) || field.type() == FieldType.DATE)
                .map(Field::name);
    }

    private static boolean isCode(Field field) {
        return field.type() == FieldType.STRING && field.format().endsWith("-code");
    }

    private static float rows(DSLContext sql, Dataset dataset) {
        org.jooq.Field<Float> rows = DSL.field("reltuples", Float.class);
        Float estimate = sql.select(rows)
                .from("pg_class")
                .where("oid = {0}::regclass", DSL.inline("records." + dataset.table()))
                .fetchOne(rows);
        return estimate == null ? 0 : estimate;
    }

    private static List<String> varied(DSLContext sql, Dataset dataset) {
        org.jooq.Field<String> column = DSL.field("attname", String.class);
        org.jooq.Field<Float> distinct = DSL.field("n_distinct", Float.class); // negative: a share of the rows
        return sql.select(column)
                .from("pg_stats")
                .where(DSL.field("schemaname", String.class).eq("records"))
                .and(DSL.field("tablename", String.class).eq(dataset.table()))
                .and(distinct.lt(0f).or(distinct.ge((float) FEWEST_VALUES)))
                .fetch(column);
    }
}
