package uk.code4health.opendata.bench;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A statement for {@code pgbench} that gives the records of a question as JSON.
 *
 * @param variables the whole numbers in it, each with where {@code pgbench} takes it from: {@code random(1, 100)}
 * @param statement has them as {@code :name}
 */
record Script(Map<String, String> variables, String statement) {

    /** All rows of a query, in its order, as one JSON array. */
    static Script json(Map<String, String> variables, String query) {
        return new Script(variables, "select json_agg(t) from (" + query + ") t");
    }

    String text() {
        return variables.entrySet().stream()
                        .map(variable -> "\\set " + variable.getKey() + " " + variable.getValue() + "\n")
                        .collect(Collectors.joining())
                + statement + ";\n";
    }

    /** The statement with values for its variables. */
    String with(Map<String, Integer> values) {
        String filled = statement;
        for (Map.Entry<String, Integer> value : values.entrySet()) {
            filled = filled.replaceAll("(?<!:):" + value.getKey() + "\\b", value.getValue() + "");
        }
        return filled;
    }
}
