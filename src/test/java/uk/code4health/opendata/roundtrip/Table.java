package uk.code4health.opendata.roundtrip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Some columns and the rows under them. */
record Table(List<Column> columns, List<List<Written>> rows) {

    private static final int MOST_COLUMNS = 8;
    private static final int MOST_ROWS = 50;

    /** Words of SQL and of our own addresses among them. */
    private static final List<String> NAMES = List.of(
            "code", "select", "order", "limit", "fields", "sort", "total", "q", "value", "a", "user", "x1_y2", "oid",
            "data");

    private static final List<String> ADDITIONS = List.of(
            "", "", " (1)", ", all", "; rate", " | both", ": \"type 1\"", "'s", " à l'été", " – €", " %", " 日本");

    /** Tables of texts that can be written. */
    static Arbitrary<Table> any(Medium medium) {
        return Combinators.combine(
                        Arbitraries.shuffle(NAMES),
                        Arbitraries.of(ADDITIONS)
                                .filter(medium::canWrite)
                                .list()
                                .ofSize(MOST_COLUMNS),
                        Arbitraries.integers().between(1, MOST_COLUMNS))
                .flatAs((names, additions, count) -> columns(names.subList(0, count), additions, medium))
                .flatMap(columns -> rows(columns, medium).map(rows -> new Table(columns, rows)));
    }

    private static Arbitrary<List<Column>> columns(List<String> names, List<String> additions, Medium medium) {
        List<Arbitrary<Column>> columns = new ArrayList<>();
        for (int at = 0; at < names.size(); at++) {
            columns.add(Column.of(names.get(at), "Column no " + (char) ('A' + at) + additions.get(at), medium));
        }
        return Combinators.combine(columns).as(all -> all);
    }

    private static Arbitrary<List<List<Written>>> rows(List<Column> columns, Medium medium) {
        return Combinators.combine(
                        columns.stream().map(column -> column.cells(medium)).toList())
                .as(cells -> cells)
                .list()
                .ofMaxSize(MOST_ROWS);
    }

    /** What should come back: a row in which nothing is written is no record. */
    List<Map<String, Object>> records() {
        return rows.stream()
                .filter(row -> !row.stream().allMatch(cell -> cell.text().isEmpty()))
                .map(this::record)
                .toList();
    }

    private Map<String, Object> record(List<Written> row) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (int at = 0; at < columns.size(); at++) {
            record.put(columns.get(at).name(), row.get(at).value());
            if (columns.get(at).hasStatus()) {
                record.put(columns.get(at).status(), row.get(at).status());
            }
        }
        return record;
    }
}
