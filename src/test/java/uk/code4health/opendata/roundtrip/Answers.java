package uk.code4health.opendata.roundtrip;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the service answers, digit by digit, with none of its own code. */
public final class Answers {

    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Answers() {}

    public static JsonNode json(byte[] body) {
        try {
            return EXACT.readTree(body);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** The records of a page. */
    public static List<Map<String, Object>> records(JsonNode page) {
        List<Map<String, Object>> records = new ArrayList<>();
        page.path("data").forEach(record -> records.add(record(record)));
        return records;
    }

    /** The records of an NDJSON, of which each line ends with a line feed. */
    public static List<Map<String, Object>> lines(String ndjson) {
        List<Map<String, Object>> records = new ArrayList<>();
        int at = 0;
        while (at < ndjson.length()) {
            int end = ndjson.indexOf('\n', at);
            records.add(record(json(ndjson.substring(at, end).getBytes(StandardCharsets.UTF_8))));
            at = end + 1;
        }
        return records;
    }

    /** A record by its fields. */
    public static Map<String, Object> record(JsonNode record) {
        Map<String, Object> values = new LinkedHashMap<>();
        record.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
        return values;
    }

    private static Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
    }

    /**
     * Records as a CSV has them, which tells an empty text from nothing and disarms formulas. Where there is one field, nothing is
     * quoted too, as readers pass over blank lines.
     */
    public static List<List<String>> csv(Map<String, String> types, List<Map<String, Object>> records) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.copyOf(types.keySet()));
        for (Map<String, Object> record : records) {
            List<String> row = new ArrayList<>();
            record.forEach((field, value) -> row.add(csv(value, "string".equals(types.get(field)))));
            rows.add(row.size() == 1 && row.get(0) == null ? List.of("") : row);
        }
        return rows;
    }

    private static String csv(Object value, boolean isText) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        String text = value == null ? null : value.toString();
        boolean isFormula = isText && text != null && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return isFormula ? "'" + text : text;
    }

    /** The cells of a CSV (RFC 4180), null where nothing stands, not even quotation marks. */
    public static List<List<String>> cells(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            StringBuilder cell = new StringBuilder();
            boolean isQuoted = csv.charAt(at) == '"';
            if (isQuoted) {
                at++;
                while (csv.charAt(at) != '"' || csv.startsWith("\"\"", at)) {
                    at += csv.charAt(at) == '"' ? 1 : 0;
                    cell.append(csv.charAt(at++));
                }
                at++;
            } else {
                while (csv.charAt(at) != ',' && !csv.startsWith("\r\n", at)) {
                    cell.append(csv.charAt(at++));
                }
            }
            row.add(isQuoted || !cell.isEmpty() ? cell.toString() : null);
            if (csv.charAt(at) == ',') {
                at++;
                if (csv.startsWith("\r\n", at)) {
                    row.add(null);
                }
            }
            if (csv.startsWith("\r\n", at)) {
                at += 2;
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows;
    }
}
