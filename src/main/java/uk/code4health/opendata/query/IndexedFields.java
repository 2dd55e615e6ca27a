package uk.code4health.opendata.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Dataset;

/**
 * The fields that the indexes of a dataset's records are on.
 *
 * @param byIndex the fields by the name of their index; an index on nothing but the row id is on no field
 */
record IndexedFields(Map<String, List<String>> byIndex) {

    private static final String COLUMNS = """
            select c.relname, a.attname
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_attribute a on a.attrelid = c.oid
            where i.indrelid = to_regclass(?)
            order by c.relname, a.attnum""";

    static IndexedFields of(Dataset dataset, Connection connection) throws SQLException {
        try (PreparedStatement columns = connection.prepareStatement(COLUMNS)) {
            columns.setString(1, "records." + dataset.table());
            Map<String, List<String>> byIndex = new LinkedHashMap<>();
            try (ResultSet found = columns.executeQuery()) {
                while (found.next()) {
                    List<String> fields = byIndex.computeIfAbsent(found.getString(1), name -> new ArrayList<>());
                    if (!found.getString(2).equals(RecordsTable.ROW_ID.getName())) {
                        fields.add(found.getString(2));
                    }
                }
            }
            return new IndexedFields(byIndex);
        }
    }

    /** The fields of all indexes. */
    Set<String> all() {
        Set<String> all = new TreeSet<>();
        byIndex.values().forEach(all::addAll);
        return all;
    }

    /** The fields of some indexes. */
    Set<String> of(Set<String> indexes) {
        Set<String> fields = new TreeSet<>();
        indexes.forEach(index -> fields.addAll(byIndex.getOrDefault(index, List.of())));
        return fields;
    }

    /** What to do about a question that looks at too many records. */
    String advice() {
        Set<String> all = all();
        return (all.isEmpty() ? "Ask for less" : "Filter on a field that has an index (" + String.join(", ", all) + ")")
                + ", or take the whole dataset as a file.";
    }
}
