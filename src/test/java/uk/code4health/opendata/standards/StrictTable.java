package uk.code4health.opendata.standards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Reads CSV by a Table Schema v2 (datapackage.org/standard/table-schema), and takes nothing that the schema does not say. It knows
 * nothing of this service.
 */
public final class StrictTable {

    private static final Map<String, Function<String, Object>> TYPES = Map.of(
            "string", text -> text,
            "integer", text -> whole(text, "[+-]?[0-9]+"),
            "number", text -> number(text),
            "boolean", text -> truth(text),
            "date", LocalDate::parse,
            "datetime", LocalDateTime::parse,
            "time", LocalTime::parse,
            "year", text -> Year.parse(text),
            "yearmonth", YearMonth::parse);

    private final JsonNode schema;

    public StrictTable(JsonNode schema) {
        this.schema = schema;
    }

    /** The records, typed; fails at the first cell that is not what the schema says. */
    public List<Map<String, Object>> read(String csv) {
        List<CsvRecord> lines = new ArrayList<>();
        CsvReader.builder().skipEmptyLines(false).ofCsvRecord(csv).forEach(lines::add);
        List<String> names = elements("fields").stream()
                .map(field -> field.path("name").asText())
                .toList();
        assertThat(lines.get(0).getFields()).as("the header").isEqualTo(names);
        List<Map<String, Object>> records =
                lines.stream().skip(1).map(this::record).toList();
        requireKeys(records);
        return records;
    }

    private Map<String, Object> record(CsvRecord line) {
        List<JsonNode> fields = elements("fields");
        assertThat(line.getFieldCount())
                .as("line " + line.getStartingLineNumber())
                .isEqualTo(fields.size());
        Map<String, Object> record = new LinkedHashMap<>();
        for (int at = 0; at < fields.size(); at++) {
            JsonNode field = fields.get(at);
            String name = field.path("name").asText();
            String place = "line " + line.getStartingLineNumber() + ", " + name + ": " + line.getField(at);
            record.put(name, cell(field, line.getField(at), place));
        }
        return record;
    }

    private Object cell(JsonNode field, String text, String place) {
        JsonNode constraints = field.path("constraints");
        if (missingValues(field).contains(text)) {
            assertThat(constraints.path("required").asBoolean()).as(place).isFalse();
            return null;
        }
        assertThat(field.path("format").asText("default")).isEqualTo("default");
        Function<String, Object> type = TYPES.get(field.path("type").asText());
        Object value = type.apply(text);
        requireInside(constraints, value, type, place);
        if (constraints.has("enum")) {
            assertThat(texts(constraints.path("enum"))).as(place).contains(text);
        }
        if (value instanceof String) {
            int length = text.codePointCount(0, text.length());
            assertThat(text).as(place).matches(constraints.path("pattern").asText("(?s).*"));
            assertThat(length)
                    .as(place)
                    .isGreaterThanOrEqualTo(constraints.path("minLength").asInt(0));
            assertThat(length)
                    .as(place)
                    .isLessThanOrEqualTo(constraints.path("maxLength").asInt(Integer.MAX_VALUE));
        }
        return value;
    }

    /** A field's own, or the table's, or the standard's: the empty text alone. */
    private Set<String> missingValues(JsonNode field) {
        JsonNode declared = field.has("missingValues") ? field.path("missingValues") : schema.path("missingValues");
        return declared.isMissingNode()
                ? Set.of("")
                : Set.copyOf(StreamSupport.stream(declared.spliterator(), false)
                        .map(value -> value.isTextual()
                                ? value.asText()
                                : value.path("value").asText())
                        .toList());
    }

    @SuppressWarnings("unchecked")
    private static void requireInside(JsonNode constraints, Object value, Function<String, Object> type, String place) {
        if (constraints.has("minimum")) {
            Object least = type.apply(constraints.path("minimum").asText());
            assertThat(((Comparable<Object>) least).compareTo(value)).as(place).isLessThanOrEqualTo(0);
        }
        if (constraints.has("maximum")) {
            Object most = type.apply(constraints.path("maximum").asText());
            assertThat(((Comparable<Object>) most).compareTo(value)).as(place).isGreaterThanOrEqualTo(0);
        }
    }

    private void requireKeys(List<Map<String, Object>> records) {
        List<String> key = texts(schema.path("primaryKey"));
        Set<List<Object>> seen = new HashSet<>();
        for (Map<String, Object> record : records) {
            List<Object> values = key.stream().map(record::get).toList();
            assertThat(key.isEmpty() || (!values.contains(null) && seen.add(values)))
                    .as("a primary key of its own: " + values)
                    .isTrue();
        }
    }

    private List<JsonNode> elements(String property) {
        return StreamSupport.stream(schema.path(property).spliterator(), false).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Long whole(String text, String form) {
        assertThat(text).matches(form);
        return Long.valueOf(text);
    }

    private static BigDecimal number(String text) {
        assertThat(text).matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
        return new BigDecimal(text);
    }

    /** The standard's own words, as the schema names no others. */
    private static Boolean truth(String text) {
        assertThat(text).isIn("true", "True", "TRUE", "1", "false", "False", "FALSE", "0");
        return text.equalsIgnoreCase("true") || text.equals("1");
    }
}
