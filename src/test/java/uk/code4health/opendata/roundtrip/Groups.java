package uk.code4health.opendata.roundtrip;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Groups and measures records in memory, record by record, with none of the service's own code. */
public final class Groups {

    private static final Comparator<Object> BY_VALUE = Comparator.nullsLast(Values::compare);

    private final List<Map<String, Object>> records;
    private final List<String> lackNothing;

    /**
     * Records to group.
     *
     * @param lackNothing names of the fields that are never without a value that they should have
     */
    public Groups(List<Map<String, Object>> records, List<String> lackNothing) {
        this.records = records;
        this.lackNothing = lackNothing;
    }

    /**
     * What the service should answer to a question, of which each parameter is a list.
     */
    public List<Map<String, Object>> of(List<String> groupings, List<String> measures, List<String> sort) {
        Map<List<Object>, List<Map<String, Object>>> groups = new TreeMap<>(Groups::compareAll);
        if (groupings.isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (Map<String, Object> record : records) {
            List<Object> key =
                    groupings.stream().map(each -> shared(each, record)).toList();
            groups.computeIfAbsent(key, none -> new ArrayList<>()).add(record);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        groups.forEach((key, members) -> rows.add(row(groupings, measures, key, members)));
        for (int least = sort.size() - 1; least >= 0; least--) {
            rows.sort(by(sort.get(least)));
        }
        return rows;
    }

    private static Comparator<Map<String, Object>> by(String key) {
        return key.startsWith("-")
                ? Comparator.comparing(
                        row -> row.get(key.substring(1)),
                        Comparator.nullsLast(((Comparator<Object>) Values::compare).reversed()))
                : Comparator.comparing(row -> row.get(key), BY_VALUE);
    }

    private Map<String, Object> row(
            List<String> groupings, List<String> measures, List<Object> key, List<Map<String, Object>> members) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int at = 0; at < key.size(); at++) {
            String grouping = groupings.get(at);
            row.put(grouping.contains("(") ? argument(grouping) + "_" + function(grouping) : grouping, key.get(at));
        }
        for (String measure : measures) {
            String field = argument(measure);
            if (field.isEmpty()) {
                row.put("count", BigDecimal.valueOf(members.size()));
            } else {
                String name = field + "_" + function(measure);
                row.put(name, measured(function(measure), field, members));
                if (!lackNothing.contains(field)) {
                    row.put(name + "_complete", members.stream().noneMatch(record -> lacks(record, field)));
                }
            }
        }
        return row;
    }

    private static boolean lacks(Map<String, Object> record, String field) {
        return record.get(field) == null && !"not_applicable".equals(record.get(field + "_status"));
    }

    private static Object measured(String function, String field, List<Map<String, Object>> members) {
        List<Object> values = members.stream()
                .map(record -> record.get(field))
                .filter(Objects::nonNull)
                .sorted(Values::compare)
                .toList();
        Stream<BigDecimal> numbers =
                values.stream().filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast);
        if (function.equals("count_distinct")) {
            return BigDecimal.valueOf(
                    values.stream().map(Groups::normal).distinct().count());
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (function) {
            case "sum" -> numbers.reduce(BigDecimal.ZERO, BigDecimal::add);
            case "avg" ->
                numbers.reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
            case "min" -> values.get(0);
            case "max" -> values.get(values.size() - 1);
            default -> throw new IllegalArgumentException(function);
        };
    }

    private static Object shared(String grouping, Map<String, Object> record) {
        if (!grouping.contains("(")) {
            return normal(record.get(grouping));
        }
        Object time = record.get(argument(grouping));
        if (time == null) {
            return null;
        }
        String text = time.toString();
        YearMonth month =
                text.length() == 7 ? YearMonth.parse(text) : YearMonth.from(LocalDate.parse(text.substring(0, 10)));
        int start = month.minusMonths(3).getYear();
        return switch (function(grouping)) {
            case "year" -> BigDecimal.valueOf(month.getYear());
            case "quarter" -> "%04d-Q%d".formatted(month.getYear(), 1 + (month.getMonthValue() - 1) / 3);
            case "month" -> "%04d-%02d".formatted(month.getYear(), month.getMonthValue());
            case "financial_year" -> "%04d/%02d".formatted(start, (start + 1) % 100);
            default -> throw new IllegalArgumentException(grouping);
        };
    }

    private static String function(String term) {
        return term.substring(0, term.indexOf('('));
    }

    private static String argument(String term) {
        return term.substring(term.indexOf('(') + 1, term.length() - 1);
    }

    /** Numbers that differ only in zeros at their end are one. */
    private static Object normal(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    private static int compareAll(List<Object> one, List<Object> other) {
        return Arrays.compare(one.toArray(), other.toArray(), BY_VALUE);
    }
}
