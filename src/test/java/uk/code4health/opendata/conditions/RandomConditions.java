package uk.code4health.opendata.conditions;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Makes conditions about the fields and the values of some records. */
public final class RandomConditions {

    private static final int DEEPEST = 4;

    private static final Map<String, BiPredicate<Integer, Integer>> COMPARISONS = Map.of(
            "=", (order, nothing) -> order == 0,
            "<>", (order, nothing) -> order != 0,
            "<", (order, nothing) -> order < 0,
            "<=", (order, nothing) -> order <= 0,
            ">", (order, nothing) -> order > 0,
            ">=", (order, nothing) -> order >= 0);

    private final List<Map<String, Object>> records;
    private final Map<String, String> types;

    /**
     * @param records as they are answered in JSON, numbers as they were published
     * @param types of their fields
     */
    public RandomConditions(List<Map<String, Object>> records, Map<String, String> types) {
        this.records = records;
        this.types = types;
    }

    /** Conditions of whatever depth up to some. */
    public Arbitrary<RandomCondition> conditions() {
        return conditions(DEEPEST);
    }

    private Arbitrary<RandomCondition> conditions(int depth) {
        Arbitrary<RandomCondition> simple = Arbitraries.of(types.keySet()).flatMap(this::about);
        if (depth == 0) {
            return simple;
        }
        Arbitrary<RandomCondition> inner = Arbitraries.lazy(() -> conditions(depth - 1));
        Arbitrary<List<RandomCondition>> several = inner.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                simple,
                inner.map(condition -> new RandomCondition(
                        "NOT (" + condition.text() + ")",
                        record -> condition.meaning().apply(record).negated())),
                several.map(all -> joined(all, " AND ", Truth::all)),
                several.map(any -> joined(any, " or ", Truth::any)));
    }

    private static RandomCondition joined(
            List<RandomCondition> conditions, String word, Function<Collection<Truth>, Truth> joining) {
        return new RandomCondition(
                conditions.stream().map(each -> "(" + each.text() + ")").collect(Collectors.joining(word)),
                record -> joining.apply(conditions.stream()
                        .map(each -> each.meaning().apply(record))
                        .toList()));
    }

    private Arbitrary<RandomCondition> about(String field) {
        List<Object> values = records.stream()
                .map(record -> record.get(field))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Arbitrary<RandomCondition> hasNone = Arbitraries.of(true, false)
                .map(none -> new RandomCondition(
                        name(field) + (none ? " IS NULL" : " IS NOT NULL"),
                        record -> Truth.of((record.get(field) == null) == none)));
        if (values.isEmpty()) {
            return hasNone;
        }
        Arbitrary<Object> value = Arbitraries.of(values);
        Arbitrary<RandomCondition> withValues =
                Arbitraries.oneOf(compared(field, value), listed(field, value), between(field, value));
        return types.get(field).equals("string")
                ? Arbitraries.oneOf(withValues, like(field, value), hasNone)
                : Arbitraries.oneOf(withValues, withValues, hasNone);
    }

    private static Arbitrary<RandomCondition> compared(String field, Arbitrary<Object> values) {
        return Combinators.combine(Arbitraries.of(COMPARISONS.keySet()), values, Arbitraries.of(true, false))
                .as((comparison, value, turned) -> new RandomCondition(
                        turned
                                ? literal(value) + " " + turned(comparison) + " " + name(field)
                                : name(field) + comparison + literal(value),
                        about(field, found -> COMPARISONS.get(comparison).test(order(found, value), 0))));
    }

    private static Arbitrary<RandomCondition> listed(String field, Arbitrary<Object> values) {
        return Combinators.combine(values.list().ofMinSize(1).ofMaxSize(4), Arbitraries.of(true, false))
                .as((listed, in) -> new RandomCondition(
                        name(field) + (in ? " IN (" : " NOT IN (")
                                + listed.stream().map(RandomConditions::literal).collect(Collectors.joining(", "))
                                + ")",
                        about(field, found -> listed.stream().anyMatch(value -> order(found, value) == 0) == in)));
    }

    private static Arbitrary<RandomCondition> between(String field, Arbitrary<Object> values) {
        return Combinators.combine(values, values, Arbitraries.of(true, false))
                .as((low, high, within) -> new RandomCondition(
                        name(field) + (within ? "" : " NOT") + " BETWEEN " + literal(low) + " AND " + literal(high),
                        about(field, found -> (order(found, low) >= 0 && order(found, high) <= 0) == within)));
    }

    /** A value's beginning, its end, or either with a letter left open. */
    private static Arbitrary<RandomCondition> like(String field, Arbitrary<Object> values) {
        return Combinators.combine(values, Arbitraries.integers().between(0, 3), Arbitraries.of(true, false))
                .as((value, kind, inAnyCase) -> {
                    String text = value.toString();
                    String part =
                            kind % 2 == 0 ? text.substring(0, text.length() / 2) : text.substring(text.length() / 2);
                    String plain =
                            part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
                    String open = kind < 2 || plain.isEmpty() || !Character.isLetter(plain.charAt(0))
                            ? plain
                            : "_" + plain.substring(1);
                    String pattern = kind % 2 == 0 ? open + "%" : "%" + open;
                    String shown = inAnyCase ? pattern.toLowerCase(Locale.ROOT) : pattern;
                    Pattern meaning = pattern(part, kind, open.startsWith("_"), inAnyCase);
                    return new RandomCondition(
                            inAnyCase
                                    ? "CASEI(" + name(field) + ") LIKE CASEI(" + literal(shown) + ")"
                                    : name(field) + " LIKE " + literal(shown),
                            about(field, found -> meaning.matcher(found.toString())
                                    .matches()));
                });
    }

    private static Pattern pattern(String part, int kind, boolean open, boolean inAnyCase) {
        String quoted = open ? "." + Pattern.quote(part.substring(1)) : Pattern.quote(part);
        return Pattern.compile(
                kind % 2 == 0 ? quoted + ".*" : ".*" + quoted,
                Pattern.DOTALL | (inAnyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
    }

    private static Function<Map<String, Object>, Truth> about(String field, Predicate<Object> test) {
        return record -> record.get(field) == null ? Truth.UNKNOWN : Truth.of(test.test(record.get(field)));
    }

    /** Texts by code point, as all that the records hold are in the basic plane; dates as their texts are. */
    private static int order(Object one, Object other) {
        return one instanceof Number
                ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()))
                : one.toString().compareTo(other.toString());
    }

    private static String turned(String comparison) {
        return switch (comparison) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> comparison;
        };
    }

    private static String name(String field) {
        return field.length() % 2 == 0 ? field : "\"" + field + "\"";
    }

    private static String literal(Object value) {
        return value instanceof Number
                ? new BigDecimal(value.toString()).toPlainString()
                : "'" + value.toString().replace("'", "''") + "'";
    }
}
