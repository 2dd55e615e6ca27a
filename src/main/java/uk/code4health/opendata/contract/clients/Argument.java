package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What a parameter is given in a call.
 *
 * @param name of the parameter, as the document has it
 * @param values one or, where the parameter takes a list, any number
 */
record Argument(String name, Kind kind, List<String> values) {

    private static final int EXACT_DIGITS = 15;

    /** What values are written as in a program. */
    enum Kind {
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        TRUTH,
        DATE;

        /** By a schema of the document without references in it. */
        static Kind of(JsonNode schema) {
            return switch (schema.path("type").asText()) {
                case "integer" -> WHOLE_NUMBER;
                case "number" -> NUMBER;
                case "boolean" -> TRUTH;
                default -> schema.path("format").asText().equals("date") ? DATE : TEXT;
            };
        }
    }

    /** One value as it is, several between what a language puts around a list. */
    String written(BiFunction<Kind, String, String> literal, String opens, String closes) {
        String all = values.stream().map(value -> literal.apply(kind, value)).collect(Collectors.joining(", "));
        return isOne() ? all : opens + all + closes;
    }

    boolean isOne() {
        return values.size() == 1;
    }

    /** Whether a number keeps all its digits in languages whose numbers are floating point of double precision (IEEE 754). */
    static boolean fitsDouble(String number) {
        return new BigDecimal(number).precision() <= EXACT_DIGITS;
    }
}
