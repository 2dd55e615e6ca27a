package uk.code4health.opendata.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Links;
import uk.code4health.opendata.contract.clients.ClientCall;
import uk.code4health.opendata.contract.clients.ClientSamples;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.query.CodeSamples;
import uk.code4health.opendata.query.LiveAnswers;
import uk.code4health.opendata.query.Operator;

/** For each operation on a dataset a question that has an answer, with programs that ask it. */
final class ExampleQuestions {

    private static final Map<String, String> FEW = Map.of("limit", "2");
    private static final String COUNT = "count()";

    private final LiveExamples examples;
    private final LiveAnswers answers;
    private final CodeSamples samples;
    private final String service;

    /** What is asked of groups, once it is known. */
    private @Nullable Map<String, String> groups;

    /**
     * @param service where the service is, without a slash at its end
     */
    ExampleQuestions(LiveExamples examples, LiveAnswers answers, CodeSamples samples, String service) {
        this.examples = examples;
        this.answers = answers;
        this.samples = samples;
        this.service = service;
    }

    /** What the service answers, where records are asked for and there are any. */
    Optional<JsonNode> answer(String operation) {
        if (!examples.exist()) {
            return Optional.empty();
        }
        return switch (operation) {
            case "listRecords" -> Optional.of(answers.records(examples.live(), records()));
            case "getRecord" -> Optional.of(record());
            case "aggregate" -> Optional.of(answers.groups(examples.live(), groups()));
            case "listValues" -> commonValues();
            case "explain" -> Optional.of(answers.explanation(examples.live(), records(), service));
            default -> Optional.empty();
        };
    }

    /** Programs that ask the same, in several languages. */
    List<CodeSamples.Sample> samples(String operation) {
        return switch (operation) {
            case "listRecords" -> samples.ofPage(address("/records", records()));
            case "aggregate" -> samples.ofPage(address("/aggregate", groups()));
            case "listValues" -> samples.ofDocument(address("/values/" + valuesOf(), FEW));
            case "explain" -> samples.ofDocument(address("/explain", records()));
            case "getRecord" -> samples.ofDocument(address("/records/" + key(), Map.of()));
            case "getSchema" -> samples.ofDocument(address("/schema", Map.of()));
            case "getQuality" -> samples.ofDocument(address("/quality", Map.of()));
            case "listReleases" -> samples.ofDocument(address("/releases", Map.of()));
            case "getRelease" ->
                samples.ofDocument(
                        address("/releases/" + examples.live().newestRelease().orElse(""), Map.of()));
            default -> samples.ofDocument(address("", Map.of()));
        };
    }

    /** The same asked of the dataset's client. */
    List<ClientCall> calls() {
        List<ClientCall> calls = new ArrayList<>(List.of(
                call("listRecords", records()),
                call("aggregate", groups()),
                call("listValues", FEW).at("field", List.of(valuesOf())),
                call("explain", records()),
                ClientCall.of("getDataset"),
                ClientCall.of("getSchema"),
                ClientCall.of("getQuality"),
                ClientCall.of("listReleases")));
        examples.live()
                .newestRelease()
                .ifPresent(release -> calls.add(ClientCall.of("getRelease").at("release", List.of(release))));
        if (!examples.key().isEmpty()) {
            calls.add(ClientCall.of("getRecord").at("key", examples.key()));
        }
        return calls;
    }

    /** Questions for records with a condition, one for each operator; none where there are no records. */
    List<ClientSamples.Explained> conditions() {
        JsonNode common = commonValues().orElseGet(MissingNode::getInstance);
        return examples.exist() ? new ExampleConditions(examples, common).all() : List.of();
    }

    private Optional<JsonNode> commonValues() {
        return examples.grouping().map(field -> answers.values(examples.live(), field.name(), FEW));
    }

    private static ClientCall call(String operation, Map<String, String> parameters) {
        ClientCall call = ClientCall.of(operation);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            boolean isList = parameter.getKey().equals("measure");
            call = call.with(
                    parameter.getKey(),
                    isList ? List.of(parameter.getValue().split(",")) : List.of(parameter.getValue()));
        }
        return call;
    }

    private Map<String, String> records() {
        Map<String, String> parameters = new LinkedHashMap<>();
        examples.grouping()
                .ifPresent(field -> parameters.put(
                        Operator.EQ.parameterOf(field),
                        String.valueOf(examples.values().get(field.name()))));
        parameters.putAll(FEW);
        return parameters;
    }

    /** The sum of a count or the average of another number, as the service has nothing to say against; else a count of records. */
    private Map<String, String> groups() {
        if (groups == null) {
            Optional<String> added = examples.number()
                    .map(field -> "count()," + (field.type() == FieldType.INTEGER ? "sum" : "avg") + "(" + field.name()
                            + ")");
            String first = added.orElse(COUNT);
            groups = examples.exist()
                    ? advised(first).or(() -> advised(COUNT)).orElseGet(() -> groups(COUNT, Map.of()))
                    : groups(first, Map.of());
        }
        return groups;
    }

    /** With the conditions that the service's remarks ask for, as long as there is something to find. */
    private Optional<Map<String, String>> advised(String measures) {
        Map<String, String> conditions = new LinkedHashMap<>();
        while (true) {
            Map<String, String> asked = groups(measures, conditions);
            JsonNode answer = answers.groups(examples.live(), asked);
            if (answer.path("data").isEmpty()) {
                return Optional.empty();
            }
            if (answer.path("warnings").isEmpty()) {
                return Optional.of(asked);
            }
            if (!addAdvice(answer, conditions)) {
                return Optional.empty();
            }
        }
    }

    private boolean addAdvice(JsonNode answer, Map<String, String> conditions) {
        int before = conditions.size();
        for (String advice : answer.path("warnings").findValuesAsText("did_you_mean")) {
            String field = StringUtils.substringBefore(advice, "=");
            if (examples.live().dataset().schema().column(field).isPresent()) {
                conditions.putIfAbsent(field, StringUtils.substringAfter(advice, "="));
            }
        }
        return conditions.size() > before;
    }

    private Map<String, String> groups(String measures, Map<String, String> conditions) {
        Map<String, String> parameters = new LinkedHashMap<>();
        examples.grouping().ifPresent(field -> parameters.put("group_by", field.name()));
        parameters.put("measure", measures);
        parameters.putAll(conditions);
        parameters.putAll(FEW);
        return parameters;
    }

    private JsonNode record() {
        JsonNode page = answers.records(examples.live(), Map.of("limit", "1"));
        ObjectNode record = new ObjectMapper().createObjectNode();
        record.set("data", page.path("data").path(0));
        record.set("edition", page.path("edition"));
        record.set("licence", page.path("licence"));
        return record;
    }

    /** A comma that belongs to a part is encoded, and those between them are not. */
    private String key() {
        return examples.key().stream().map(ExampleQuestions::encoded).collect(Collectors.joining(","));
    }

    private String valuesOf() {
        return examples.grouping()
                .or(() ->
                        examples.live().dataset().schema().published().stream().findFirst())
                .map(Field::name)
                .orElseThrow();
    }

    private String address(String below, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return service
                + Links.of(examples.live().dataset().id().value())
                + below
                + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
