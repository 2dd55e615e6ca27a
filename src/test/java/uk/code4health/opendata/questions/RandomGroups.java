package uk.code4health.opendata.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.sessions.JqwikSession;
import uk.code4health.opendata.conditions.RandomCondition;
import uk.code4health.opendata.conditions.RandomConditions;
import uk.code4health.opendata.roundtrip.Groups;

/** Questions about groups of records, with {@code group_by}, {@code measure}, {@code having} and {@code sort}. */
public final class RandomGroups {

    private static final int QUESTIONS = 12;
    private static final int TRIES = 1_000;
    private static final int LONGEST = 1_500;

    private final KnownRecords known;
    private final Random random;

    public RandomGroups(KnownRecords known, Random random) {
        this.known = known;
        this.random = random;
    }

    /** Some questions find the groups that are found here. */
    public void assertAnswered() {
        for (int at = 0; at < QUESTIONS; at++) {
            assertOneAnswered();
        }
    }

    private void assertOneAnswered() {
        List<String> fields = new ArrayList<>(known.fields());
        Collections.shuffle(fields, random);
        List<String> groupings =
                fields.stream().limit(random.nextInt(3)).map(this::grouping).toList();
        List<String> measures = Stream.generate(() -> measure(fields.get(random.nextInt(fields.size()))))
                .limit(1 + random.nextInt(4))
                .distinct()
                .toList();
        if (groupings.contains("count") && measures.contains("count()")) {
            return; // two columns of one name, of which one gets a number
        }
        StringBuilder question = new StringBuilder("?measure=" + String.join(",", measures));
        if (!groupings.isEmpty()) {
            question.append("&group_by=").append(String.join(",", groupings));
        }
        Groups groups = new Groups(filtered(fields, question), known.lackNothing());
        List<Map<String, Object>> all = groups.of(groupings, measures, List.of());
        List<String> sort = sort(all);
        if (!sort.isEmpty()) {
            question.append("&sort=").append(String.join(",", sort));
        }
        Optional<RandomCondition> having = having(all, groupings, measures);
        having.ifPresent(condition -> question.append("&having=").append(KnownRecords.encoded(condition.text())));
        List<Map<String, Object>> expected = groups.of(groupings, measures, sort).stream()
                .filter(group -> having.isEmpty() || having.get().keeps(group))
                .toList();
        int limit = random.nextBoolean() ? 10_000 : 1 + expected.size() / 3;
        String address = known.address() + "/aggregate" + question;
        assertSame(address, KnownRecords.read(address + "&limit=" + limit), expected);
    }

    private List<String> sort(List<Map<String, Object>> groups) {
        List<String> columns = groups.stream()
                .findFirst()
                .map(group -> (List<String>) new ArrayList<>(group.keySet()))
                .orElse(new ArrayList<>());
        Collections.shuffle(columns, random);
        return columns.stream()
                .limit(random.nextInt(3))
                .map(name -> random.nextBoolean() ? name : "-" + name)
                .toList();
    }

    /** A condition on the numbers and the dates of the groups; sometimes none. */
    private Optional<RandomCondition> having(
            List<Map<String, Object>> groups, List<String> groupings, List<String> measures) {
        Map<String, String> types = new LinkedHashMap<>();
        groupings.stream()
                .filter(known.types()::containsKey)
                .filter(field -> List.of("integer", "number", "date")
                        .contains(known.types().get(field)))
                .forEach(field -> types.put(field, known.types().get(field)));
        for (String measure : measures) {
            String function = measure.substring(0, measure.indexOf('('));
            String field = measure.substring(measure.indexOf('(') + 1, measure.length() - 1);
            if (function.startsWith("count")) {
                types.put(field.isEmpty() ? function : field + "_" + function, "integer");
            } else if (function.equals("sum")) {
                types.put(field + "_" + function, "number");
            }
        }
        if (types.isEmpty() || random.nextBoolean()) {
            return Optional.empty();
        }
        List<RandomCondition> made = new ArrayList<>();
        JqwikSession.run(() -> made.add(new RandomConditions(groups, types)
                .conditions()
                .generator(TRIES, true)
                .next(random)
                .value()));
        return made.stream()
                .filter(condition -> condition.text().length() < LONGEST)
                .findFirst();
    }

    private List<Map<String, Object>> filtered(List<String> fields, StringBuilder question) {
        List<Map<String, Object>> records = known.records();
        if (records.isEmpty() || random.nextBoolean()) {
            return records;
        }
        String field = fields.get(random.nextInt(fields.size()));
        Object value = records.get(random.nextInt(records.size())).get(field);
        if (!(value instanceof String text) || text.isEmpty() || text.length() > 1_000) {
            question.append('&').append(field).append("__is_null=").append(value == null);
            return records.stream()
                    .filter(record -> (record.get(field) == null) == (value == null))
                    .toList();
        }
        question.append('&').append(field).append("__eq=").append(KnownRecords.encoded(text));
        return records.stream().filter(record -> text.equals(record.get(field))).toList();
    }

    private String grouping(String field) {
        boolean isTime =
                List.of("date", "datetime", "yearmonth").contains(known.types().get(field));
        String bucket = List.of("year", "quarter", "month", "financial_year").get(random.nextInt(4));
        return isTime && random.nextInt(3) > 0 ? bucket + "(" + field + ")" : field;
    }

    private String measure(String field) {
        boolean isNumber = List.of("integer", "number").contains(known.types().get(field));
        List<String> functions = isNumber
                ? List.of("sum", "avg", "min", "max", "count_distinct")
                : List.of("min", "max", "count_distinct");
        return random.nextInt(6) == 0 ? "count()" : functions.get(random.nextInt(functions.size())) + "(" + field + ")";
    }

    private static void assertSame(
            String question, List<Map<String, Object>> found, List<Map<String, Object>> expected) {
        for (int at = 0; at < Math.min(found.size(), expected.size()); at++) {
            Map<String, Object> group = withoutBounds(found.get(at), question);
            assertThat(List.copyOf(group.keySet()))
                    .as(question)
                    .isEqualTo(List.copyOf(expected.get(at).keySet()));
            expected.get(at).forEach((name, value) -> assertSame(question, name, group.get(name), value));
        }
        assertThat(found).as(question).hasSameSizeAs(expected);
    }

    /** The same group without the bounds of its sums, between which those lie. */
    private static Map<String, Object> withoutBounds(Map<String, Object> group, String question) {
        Map<String, Object> rest = new LinkedHashMap<>(group);
        for (String name : List.copyOf(group.keySet())) {
            if (name.endsWith("_sum_low") || name.endsWith("_sum_high")) {
                Object bound = rest.remove(name);
                String sum = name.substring(0, name.lastIndexOf('_'));
                if (bound != null && group.get(sum) instanceof BigDecimal number) {
                    int side = name.endsWith("_low") ? 1 : -1;
                    assertThat(number.compareTo((BigDecimal) bound) * side)
                            .as("%s: %s", question, name)
                            .isNotNegative();
                }
            }
        }
        return rest;
    }

    /** An average may have no end; everything else is exact. */
    private static void assertSame(String question, String name, Object found, Object expected) {
        if (!(expected instanceof BigDecimal number) || found == null) {
            assertThat(found).as("%s: %s", question, name).isEqualTo(expected);
        } else if (name.endsWith("_avg")) {
            BigDecimal allowed = number.abs().movePointLeft(14);
            assertThat(((BigDecimal) found).subtract(number).abs())
                    .as("%s: %s is %s and not %s", question, name, found, expected)
                    .isLessThanOrEqualTo(allowed);
        } else {
            assertThat((BigDecimal) found).as("%s: %s", question, name).isEqualByComparingTo(number);
        }
    }
}
