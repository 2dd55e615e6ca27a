package uk.code4health.opendata.roundtrip;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records as typed files have them: the values are those of JSON, and zeros at the end of a number are not told apart. */
public final class Typed {

    private Typed() {}

    /** The records of a Parquet file. */
    public static List<Map<String, Object>> parquet(Map<String, String> types, byte[] content) {
        return records(types, Parquet.read(content).rows());
    }

    /** The records of a workbook. */
    public static List<Map<String, Object>> workbook(Map<String, String> types, byte[] content) {
        return records(types, WorkbookRows.first(content));
    }

    /** Records in the one form in which they can be compared. */
    public static List<Map<String, Object>> records(Map<String, String> types, List<Map<String, Object>> records) {
        List<Map<String, Object>> alike = new ArrayList<>();
        for (Map<String, Object> record : records) {
            Map<String, Object> values = new LinkedHashMap<>();
            record.forEach((field, value) -> values.put(field, value == null ? null : value(types.get(field), value)));
            alike.add(values);
        }
        return alike;
    }

    private static Object value(String type, Object value) {
        return switch (type) {
            case "integer", "number", "year" -> new BigDecimal(value.toString()).stripTrailingZeros();
            case "date" -> value instanceof LocalDateTime midnight ? day(midnight) : value.toString();
            case "datetime" ->
                value instanceof LocalDateTime time ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) : value;
            case "time" -> value instanceof LocalTime time ? DateTimeFormatter.ISO_LOCAL_TIME.format(time) : value;
            default -> value;
        };
    }

    private static String day(LocalDateTime midnight) {
        return midnight.equals(midnight.toLocalDate().atStartOfDay())
                ? LocalDate.from(midnight).toString()
                : midnight.toString();
    }
}
