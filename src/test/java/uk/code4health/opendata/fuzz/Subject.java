package uk.code4health.opendata.fuzz;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import uk.code4health.opendata.conditions.RandomCondition;
import uk.code4health.opendata.conditions.RandomConditions;

/**
 * A dataset that is asked about, by what the service says of it.
 *
 * @param types of its fields, status companions included
 * @param key its primary key
 * @param foreignKeys those of one field
 * @param records some of them
 * @param conditions some in CQL2 text
 */
record Subject(
        String name,
        Map<String, String> types,
        List<String> key,
        List<String> foreignKeys,
        List<Map<String, Object>> records,
        List<String> releases,
        List<String> conditions) {

    private static final int CONDITIONS = 30;
    private static final int TRIES = 1_000;

    /** Asks the service about a dataset, which has records. */
    static Subject of(String name, Line service, Random random) throws IOException {
        String address = "/v1/datasets/" + name;
        JsonPath described = service.json(address);
        Map<String, String> types = new TreeMap<>();
        described
                .<Map<String, String>>getList("fields")
                .forEach(field -> types.put(field.get("name"), field.get("type")));
        List<Map<String, Object>> records =
                service.json(address + "/records?limit=60&total=none").getList("data");
        List<String> conditions = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<RandomCondition> any =
                    new RandomConditions(records, types).conditions().generator(TRIES, true);
            Stream.generate(() -> any.next(random).value().text())
                    .limit(CONDITIONS)
                    .forEach(conditions::add);
        });
        return new Subject(
                name,
                types,
                described.getList("primary_key"),
                foreignKeys(service.json(address + "/schema")),
                records,
                service.json(address + "/releases").getList("data.id"),
                conditions);
    }

    private static List<String> foreignKeys(JsonPath schema) {
        List<Map<String, List<String>>> keys = schema.getList("foreignKeys");
        return keys == null
                ? List.of()
                : keys.stream()
                        .map(key -> Objects.requireNonNull(key.get("fields")))
                        .filter(fields -> fields.size() == 1)
                        .map(fields -> fields.get(0))
                        .toList();
    }

    String field(Random random) {
        return Any.of(List.copyOf(types.keySet()), random);
    }

    /** A field of one of some types; any if there is none. */
    String field(Random random, Predicate<String> type) {
        List<String> suiting = types.entrySet().stream()
                .filter(field -> type.test(field.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return suiting.isEmpty() ? field(random) : Any.of(suiting, random);
    }

    boolean hasField(Predicate<String> type) {
        return types.values().stream().anyMatch(type);
    }

    boolean isText(String field) {
        return "string".equals(types.get(field));
    }

    /** A value that the field has in some record; empty if it has none. */
    String value(String field, Random random) {
        List<Object> values = records.stream()
                .map(record -> record.get(field))
                .filter(Objects::nonNull)
                .toList();
        return values.isEmpty() ? "" : text(Any.of(values, random));
    }

    /** The key of a record as an address has it. */
    String key(Random random) {
        Map<String, Object> record = Any.of(records, random);
        return String.join(",", key.stream().map(part -> text(record.get(part))).toList());
    }

    private static String text(Object value) {
        return value instanceof Number ? new BigDecimal(value.toString()).toPlainString() : String.valueOf(value);
    }
}
