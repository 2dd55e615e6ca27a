package uk.code4health.opendata.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.query.LiveAnswers;

/**
 * Examples taken from what is live of a dataset.
 *
 * @param key the parts of the first record's key; none where records have no key
 * @param values of each field, the first that some of the first records has
 * @param grouping a field that records have in common, if there is any
 */
record LiveExamples(LiveDataset live, List<String> key, Map<String, Object> values, Optional<Field> grouping) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOOKED_AT = "50";

    static LiveExamples of(LiveDataset live, LiveAnswers answers) {
        if (live.records() == 0) {
            return new LiveExamples(live, List.of(), Map.of(), Optional.empty());
        }
        List<JsonNode> records = new ArrayList<>();
        answers.records(live, Map.of("limit", LOOKED_AT, "total", "none"))
                .path("data")
                .forEach(records::add);
        Map<String, Object> values = new LinkedHashMap<>();
        for (JsonNode record : records) {
            record.properties().forEach(cell -> {
                if (!cell.getValue().asText().isEmpty() && !cell.getValue().isNull()) {
                    values.putIfAbsent(cell.getKey(), plain(cell.getValue()));
                }
            });
        }
        Schema schema = live.dataset().schema();
        List<String> key = schema.primaryKey().stream()
                .map(name -> records.get(0).path(name).asText())
                .toList();
        return new LiveExamples(live, key, values, grouping(schema, records));
    }

    /** Whether there are records to take examples from. */
    boolean exist() {
        return !values.isEmpty();
    }

    /** What can be added up, if anything can. */
    Optional<Field> number() {
        return live.dataset().schema().published().stream()
                .filter(field -> field.type().isNumber())
                .findFirst();
    }

    /** An answer as the document holds it: numbers, texts, lists and maps. */
    static Object plain(JsonNode json) {
        return JSON.convertValue(json, new TypeReference<>() {});
    }

    /** Of the texts that several of the records share, the one with the fewest different values. */
    private static Optional<Field> grouping(Schema schema, List<JsonNode> records) {
        return schema.published().stream()
                .filter(field -> field.type() == FieldType.STRING)
                .filter(field -> records.stream()
                        .anyMatch(record -> record.path(field.name()).isTextual()))
                .min((one, other) -> Long.compare(different(one, records), different(other, records)));
    }

    private static long different(Field field, List<JsonNode> records) {
        return records.stream()
                .map(record -> record.path(field.name()))
                .distinct()
                .count();
    }
}
