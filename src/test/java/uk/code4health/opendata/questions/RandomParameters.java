package uk.code4health.opendata.questions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import uk.code4health.opendata.roundtrip.Values;

/** Conditions in plain parameters, {@code {field}__{op}=value}, on the fields and the values of known records. */
public final class RandomParameters {

    private static final int LONGEST = 200;
    private static final int VALUES = 3;

    /**
     * A parameter, or the same one repeated, and what it means.
     *
     * @param text as it stands in an address
     */
    public record Asked(String text, Predicate<Map<String, Object>> keeps) {}

    private final KnownRecords known;
    private final Random random;

    public RandomParameters(KnownRecords known, Random random) {
        this.known = known;
        this.random = random;
    }

    /** Every way to ask about a field, each with values that some records have. */
    public List<Asked> about(String field) {
        List<Asked> all = new ArrayList<>();
        for (boolean none : List.of(true, false)) {
            all.add(new Asked(field + "__is_null=" + none, record -> (record.get(field) == null) == none));
        }
        List<Object> values = known.records().stream()
                .map(record -> record.get(field))
                .filter(Objects::nonNull)
                .filter(value ->
                        !Values.text(value).isEmpty() && Values.text(value).length() < LONGEST)
                .distinct()
                .toList();
        if (values.isEmpty()) {
            return all;
        }
        Object value = values.get(random.nextInt(values.size()));
        List<Object> several =
                random.ints(VALUES, 0, values.size()).mapToObj(values::get).toList();
        all.add(asked(field, "eq", value, found -> isSame(found, value)));
        all.add(asked(field, "ne", value, found -> !isSame(found, value)));
        all.add(new Asked(
                several.stream()
                        .map(each -> field + "__eq=" + KnownRecords.encoded(Values.text(each)))
                        .collect(Collectors.joining("&")),
                about(field, found -> several.stream().anyMatch(each -> isSame(found, each)))));
        if (several.stream().noneMatch(each -> Values.text(each).contains(","))) {
            all.add(asked(
                    field,
                    "in",
                    several.stream().map(Values::text).collect(Collectors.joining(",")),
                    found -> several.stream().anyMatch(each -> isSame(found, each))));
        }
        if (!(value instanceof Boolean)) {
            all.add(asked(field, "lt", value, found -> Values.compare(found, value) < 0));
            all.add(asked(field, "lte", value, found -> Values.compare(found, value) <= 0));
            all.add(asked(field, "gt", value, found -> Values.compare(found, value) > 0));
            all.add(asked(field, "gte", value, found -> Values.compare(found, value) >= 0));
        }
        if (known.isText(field)) {
            all.addAll(aboutParts(field, Values.text(value)));
        }
        return all;
    }

    /** Of texts, their parts, in another case. */
    private List<Asked> aboutParts(String field, String value) {
        int middle = value.length() / 2;
        String part = random.nextBoolean() ? value.toUpperCase(Locale.ROOT) : value.toLowerCase(Locale.ROOT);
        if (part.length() != value.length()) {
            return List.of(); // a letter that is two in the other case
        }
        String start = part.substring(0, middle + 1);
        String end = part.substring(middle);
        String within = part.substring(middle / 2, middle + 1);
        return List.of(
                asked(field, "starts_with", start, found -> folded(found).startsWith(folded(start))),
                asked(field, "ends_with", end, found -> folded(found).endsWith(folded(end))),
                asked(field, "contains", within, found -> folded(found).contains(folded(within))));
    }

    private static Asked asked(String field, String operator, Object value, Predicate<Object> test) {
        return new Asked(field + "__" + operator + "=" + KnownRecords.encoded(Values.text(value)), about(field, test));
    }

    /** What has no value fulfils no condition on it. */
    private static Predicate<Map<String, Object>> about(String field, Predicate<Object> test) {
        return record -> record.get(field) != null && test.test(record.get(field));
    }

    private static boolean isSame(Object one, Object other) {
        return Values.compare(one, other) == 0;
    }

    private static String folded(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }
}
