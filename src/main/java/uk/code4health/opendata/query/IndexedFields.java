package uk.code4health.opendata.query;

import static uk.code4health.opendata.catalogue.RecordsTable.SQL;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Dataset;

/** Tells which fields the indexes of a dataset's records are on. */
@Singleton
class IndexedFields {

    private final Rows rows;

    IndexedFields(Rows rows) {
        this.rows = rows;
    }

    /** The fields by the name of their index. An index on nothing but the row id is on no field. */
    Map<String, List<String>> of(Dataset dataset) throws IOException {
        var query = SQL.select(DSL.field("c.relname", String.class), DSL.field("a.attname", String.class))
                .from("pg_index i join pg_class c on c.oid = i.indexrelid join pg_attribute a on a.attrelid = c.oid")
                .where("i.indrelid = to_regclass({0})", DSL.val("records." + dataset.table()))
                .orderBy(DSL.field("c.relname"), DSL.field("a.attnum"));
        return rows.few(query, found -> {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            while (found.next()) {
                List<String> indexed = fields.computeIfAbsent(found.getString(1), name -> new ArrayList<>());
                if (!found.getString(2).equals(RecordsTable.ROW_ID.getName())) {
                    indexed.add(found.getString(2));
                }
            }
            return fields;
        });
    }
}
