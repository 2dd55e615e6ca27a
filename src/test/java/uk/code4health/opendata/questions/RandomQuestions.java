package uk.code4health.opendata.questions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import uk.code4health.opendata.conditions.RandomCondition;
import uk.code4health.opendata.conditions.RandomConditions;
import uk.code4health.opendata.roundtrip.Answers;
import uk.code4health.opendata.roundtrip.Values;

/** Questions for the records of a dataset, with each of the parameters there are, and for the values of its fields. */
public final class RandomQuestions {

    /** Of wide datasets not every field is asked about. */
    private static final int FIELDS = 16;

    private static final int TRIES = 1_000;
    private static final int CONDITIONS = 8;
    private static final int LONGEST_CONDITION = 1_500;
    private static final int SHOWN = 100;
    private static final int LONGEST_KEY = 400;

    private final KnownRecords known;
    private final Random random;
    private final String records;

    public RandomQuestions(KnownRecords known, Random random) {
        this.known = known;
        this.random = random;
        this.records = known.address() + "/records?";
    }

    /** Each operator on each field finds what it should, and {@code explain} counts as many. */
    public void assertConditions() {
        RandomParameters parameters = new RandomParameters(known, random);
        for (String field : shuffled(known.fields())
                .subList(0, Math.min(FIELDS, known.fields().size()))) {
            List<RandomParameters.Asked> asked = parameters.about(field);
            asked.forEach(each -> assertFound(each.text(), kept(each)));
            RandomParameters.Asked last = asked.get(asked.size() - 1);
            JsonNode explained = KnownRecords.ask(known.address() + "/explain?" + last.text());
            assertThat(explained.at("/records/matching").asLong())
                    .as(last.text())
                    .isEqualTo(kept(last).size());
            assertThat(explained.at("/conditions/0/records_alone").asLong())
                    .as(last.text())
                    .isEqualTo(kept(last).size());
        }
    }

    private List<Map<String, Object>> kept(RandomParameters.Asked asked) {
        return known.records().stream().filter(asked.keeps()).toList();
    }

    /** Conditions in CQL2 keep what they should. */
    public void assertWhere() {
        List<RandomCondition> conditions = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<RandomCondition> made = new RandomConditions(known.records(), known.types())
                    .conditions()
                    .generator(TRIES, true);
            for (int at = 0; at < CONDITIONS; at++) {
                conditions.add(made.next(random).value());
            }
        });
        for (RandomCondition condition : conditions) {
            if (condition.text().length() < LONGEST_CONDITION) {
                assertFound(
                        "where=" + KnownRecords.encoded(condition.text()),
                        known.records().stream().filter(condition::keeps).toList());
            }
        }
    }

    /** Words are found wherever they stand in a text. */
    public void assertSearch() {
        List<String> texts = known.records().get(random.nextInt(known.records().size())).entrySet().stream()
                .filter(entry -> entry.getValue() != null && isSearched(entry.getKey()))
                .flatMap(entry -> List.of(entry.getValue().toString().split("[\\s\"]+")).stream())
                .filter(word -> !word.isBlank() && word.chars().allMatch(letter -> letter < 128))
                .toList();
        if (texts.isEmpty()) {
            return;
        }
        String one = texts.get(random.nextInt(texts.size()));
        String other = texts.get(random.nextInt(texts.size())).toUpperCase(Locale.ROOT);
        assertFound(
                "q=" + KnownRecords.encoded(one + " " + other),
                known.records().stream()
                        .filter(record -> holds(record, one) && holds(record, other))
                        .toList());
    }

    private boolean isSearched(String field) {
        return known.isText(field) && !field.endsWith("_status");
    }

    private boolean holds(Map<String, Object> record, String word) {
        return record.entrySet().stream()
                .filter(entry -> entry.getValue() != null && isSearched(entry.getKey()))
                .anyMatch(entry ->
                        entry.getValue().toString().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)));
    }

    /** Some fields, in some order, sorted by several, come once each, by cursors and by offsets. */
    public void assertPages() {
        List<String> fields = shuffled(known.fields());
        List<String> shown = fields.subList(0, 1 + random.nextInt(Math.min(6, fields.size())));
        List<String> sort = shuffled(known.fields()).stream()
                .filter(field -> known.records().stream().allMatch(record -> fitsCursor(record.get(field))))
                .limit(1 + random.nextInt(3))
                .map(field -> random.nextBoolean() ? field : "-" + field)
                .toList();
        List<Map<String, Object>> sorted = new ArrayList<>(known.records());
        for (int least = sort.size() - 1; least >= 0; least--) {
            sorted.sort(by(sort.get(least)));
        }
        List<Map<String, Object>> expected =
                sorted.stream().map(record -> only(shown, record)).toList();
        String question = records + "fields=" + String.join(",", shown) + "&sort=" + String.join(",", sort);
        int limit = Math.max(1, Math.min(3_000, expected.size() / 3));
        KnownRecords.assertSame(question, KnownRecords.read(question + "&total=none&limit=" + limit), expected);
        int offset = random.nextInt(Math.min(10_000, expected.size()));
        KnownRecords.assertSame(
                question + "&offset=" + offset,
                Answers.records(KnownRecords.ask(question + "&limit=7&offset=" + offset)),
                expected.subList(offset, Math.min(expected.size(), offset + 7)));
    }

    private static boolean fitsCursor(Object value) {
        return value == null || value.toString().length() < LONGEST_KEY;
    }

    private static Comparator<Map<String, Object>> by(String key) {
        boolean descending = key.startsWith("-");
        String field = descending ? key.substring(1) : key;
        Comparator<Object> order = Values::compare;
        return Comparator.comparing(
                record -> record.get(field), Comparator.nullsLast(descending ? order.reversed() : order));
    }

    private static Map<String, Object> only(List<String> fields, Map<String, Object> record) {
        Map<String, Object> some = new LinkedHashMap<>();
        fields.forEach(field -> some.put(field, record.get(field)));
        return some;
    }

    /** The only release, and the edition of now, are what is live; however it is counted. */
    public void assertPast() {
        JsonNode release = KnownRecords.ask(known.address() + "/releases").at("/data/0");
        String since = release.path("published_at").asText();
        for (String question :
                List.of("release=" + release.path("id").asText(), "as_at=" + KnownRecords.encoded(since))) {
            assertFound(question, known.records());
        }
        JsonNode uncounted = KnownRecords.ask(records + "total=none&limit=1");
        assertThat(uncounted.at("/page/total").isNull()).isTrue();
        assertThat(KnownRecords.ask(records + "total=estimate&limit=1")
                        .at("/page/total")
                        .asLong())
                .isEqualTo(known.records().size());
    }

    /** A record is found by its key. */
    public void assertKeys() {
        for (int at = 0; at < 5 && !known.key().isEmpty(); at++) {
            Map<String, Object> record =
                    known.records().get(random.nextInt(known.records().size()));
            String key = known.key().stream()
                    .map(part ->
                            KnownRecords.encoded(Values.text(record.get(part))).replace("+", "%20"))
                    .collect(Collectors.joining(","));
            JsonNode found = KnownRecords.ask(known.address() + "/records/" + key);
            assertThat(Answers.record(found.path("data"))).as(key).isEqualTo(record);
        }
    }

    /** Beside a record stands the one of another dataset that its foreign key names; nothing beside one that names none. */
    public void assertExpanded(KnownRecords others) {
        String name = others.address().substring(others.address().lastIndexOf('/') + 1);
        JsonNode key = foreignKey(name);
        Map<Object, Map<String, Object>> byKey = new HashMap<>();
        others.records().forEach(other -> byKey.put(values(key.at("/reference/fields"), other), other));
        List<Map<String, Object>> expected = known.records().stream()
                .map(record -> byKey.get(values(key.path("fields"), record)))
                .toList();
        assertThat(expected)
                .as("named and not named")
                .contains((Map<String, Object>) null)
                .anyMatch(Objects::nonNull);
        List<Map<String, Object>> found = new ArrayList<>();
        for (String next = records + "limit=5000&expand=" + name; next != null; ) {
            JsonNode page = KnownRecords.ask(next);
            page.path("data").forEach(record -> found.add(embedded(record.at("/_embedded/" + name))));
            next = page.at("/page/next").textValue();
        }
        assertThat(found).isEqualTo(expected);
    }

    private JsonNode foreignKey(String dataset) {
        for (JsonNode key : KnownRecords.ask(known.address() + "/schema").path("foreignKeys")) {
            if (key.at("/reference/resource").asText().equals(dataset)) {
                return key;
            }
        }
        throw new AssertionError("no foreign key names " + dataset);
    }

    private static List<Object> values(JsonNode fields, Map<String, Object> record) {
        List<Object> values = new ArrayList<>();
        fields.forEach(field -> values.add(record.get(field.asText())));
        return values;
    }

    private static Map<String, Object> embedded(JsonNode record) {
        return record.isNull() ? null : Answers.record(record);
    }

    /** The values of a field, each with how many records have it, behind a condition on another. */
    public void assertValues() {
        for (String field :
                shuffled(known.fields()).subList(0, Math.min(4, known.fields().size()))) {
            String other = known.fields().get(random.nextInt(known.fields().size()));
            List<RandomParameters.Asked> conditions = new RandomParameters(known, random).about(other);
            RandomParameters.Asked condition = conditions.get(random.nextInt(conditions.size()));
            Map<Object, Long> counts = new LinkedHashMap<>();
            kept(condition).forEach(record -> counts.merge(normal(record.get(field)), 1L, Long::sum));
            Map<Object, Long> found = new LinkedHashMap<>();
            KnownRecords.read(known.address() + "/values/" + field + "?limit=1000&" + condition.text())
                    .forEach(value -> found.put(
                            normal(value.get("value")),
                            Long.parseLong(value.get("records").toString())));
            assertThat(found).as(field + "?" + condition.text()).isEqualTo(counts);
        }
    }

    private static Object normal(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : String.valueOf(value);
    }

    private void assertFound(String question, List<Map<String, Object>> expected) {
        JsonNode page = KnownRecords.ask(records + question + "&total=exact&limit=" + SHOWN);
        assertThat(page.at("/page/total").asInt()).as(records + question).isEqualTo(expected.size());
        KnownRecords.assertSame(question, Answers.records(page), expected.subList(0, Math.min(SHOWN, expected.size())));
    }

    private List<String> shuffled(List<String> names) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
