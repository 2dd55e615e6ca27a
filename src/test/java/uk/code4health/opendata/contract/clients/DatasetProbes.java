package uk.code4health.opendata.contract.clients;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.code4health.opendata.query.Operator;

/** Questions to a dataset of which the service itself says over HTTP what the answer must be. */
final class DatasetProbes {

    private static final String RECORDS = "listRecords";

    private final String dataset;
    private final JsonNode document;

    DatasetProbes(String dataset, JsonNode document) {
        this.dataset = dataset;
        this.document = document;
    }

    /** What a program is to print of an answer. */
    enum Wanted {
        /** How many records there are in all. */
        TOTAL,
        /** How many groups came. */
        GROUPS,
        /** How many records all pages have, of which there are at least two. */
        ALL_PAGES
    }

    /** A question, and what is to be printed. */
    record Probe(ClientCall call, Wanted wanted, String expected) {}

    /** The first two pages and the rest, a filter for every operator on every type of field that has an example, and groups. */
    List<Probe> all() {
        List<Probe> probes = new ArrayList<>();
        int records = asked("/records", Map.of()).at("/page/total").asInt();
        int half = Math.max(1, (records + 1) / 2);
        probes.add(new Probe(
                ClientCall.of(RECORDS).with("limit", Integer.toString(half)), Wanted.ALL_PAGES, records + ""));
        for (Operator operator : Operator.values()) {
            probes.addAll(conditions(operator));
        }
        String field = document.at("/components/schemas").properties().stream()
                .filter(schema -> schema.getKey().endsWith("Record"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .path("properties")
                .fieldNames()
                .next();
        int groups = asked("/aggregate", Map.of("group_by", List.of(field), "limit", List.of("5")))
                .path("data")
                .size();
        probes.add(new Probe(
                ClientCall.of("aggregate").with("group_by", field).with("limit", "5"), Wanted.GROUPS, groups + ""));
        return probes;
    }

    /** On the first field of each type that has an example. */
    private Collection<Probe> conditions(Operator operator) {
        Map<String, Probe> byType = new LinkedHashMap<>();
        for (JsonNode parameter : document.at("/components/parameters")) {
            if (parameter.path("x-operator").asText().equals(operator.suffix())) {
                example(parameter, operator)
                        .ifPresent(value -> byType.computeIfAbsent(
                                type(parameter),
                                type -> condition(parameter.path("name").asText(), value)));
            }
        }
        return byType.values();
    }

    private Probe condition(String name, String value) {
        // over HTTP, a comma would be between two values of a list
        String asked = name.replaceFirst("__in$", "__eq");
        String total = asked("/records", Map.of(asked, List.of(value), "limit", List.of("1")))
                .at("/page/total")
                .asText();
        return new Probe(ClientCall.of(RECORDS).with(name, value).with("limit", "1"), Wanted.TOTAL, total);
    }

    private static String type(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        JsonNode value = schema.has("items") ? schema.path("items") : schema;
        return value.path("type").asText() + value.path("format").asText() + value.has("$ref");
    }

    /** A value that a record really has, or a part of one. */
    private Optional<String> example(JsonNode parameter, Operator operator) {
        if (operator == Operator.IS_NULL) {
            return Optional.of("true");
        }
        JsonNode given = operator.takesPartOfText()
                ? ofTheField(parameter.path("x-field").asText()).path("example")
                : parameter.path("example");
        String value = given.isArray() ? given.path(0).asText() : given.asText();
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private JsonNode ofTheField(String field) {
        for (JsonNode parameter : document.at("/components/parameters")) {
            if (parameter.path("x-field").asText().equals(field)
                    && parameter.path("x-operator").asText().equals(Operator.EQ.suffix())) {
                return parameter;
            }
        }
        throw new IllegalArgumentException("no condition on " + field);
    }

    private JsonNode asked(String below, Map<String, List<String>> parameters) {
        RequestSpecification question = given();
        new LinkedHashMap<>(parameters).forEach((name, values) -> question.queryParam(name, values.toArray()));
        return question.get("/v1/datasets/" + dataset + below).as(JsonNode.class);
    }
}
