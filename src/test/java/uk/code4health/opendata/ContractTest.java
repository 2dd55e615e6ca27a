package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The OpenAPI document: served, committed, complete, and its examples are what the service answers. */
@QuarkusTest
class ContractTest extends ServiceTest {

    private static final Path COMMITTED = Path.of("openapi", "openapi.yaml");
    private static final Path EXAMPLES = Path.of("src", "main", "resources", "contract-examples.json");

    private final ObjectMapper json = new ObjectMapper();

    /** To rewrite both after a wanted change: {@code CONTRACT_REWRITE=true mvn test -Dtest=ContractTest}, twice. */
    private final boolean rewrite = "true".equals(System.getenv("CONTRACT_REWRITE"));

    @Test
    void whatIsServedIsWhatIsCommitted() throws IOException {
        String served = given().get("/openapi.yaml").asString();
        if (rewrite) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }
        assertThat(served).isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void bothFormsSayTheSame() throws IOException {
        JsonNode document = document();
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.path("paths")).isNotEmpty();
    }

    @Test
    void everyOperationIsNamedSummarisedAndTellsItsProblems() throws IOException {
        List<String> lacking = new ArrayList<>();
        document().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> {
                    JsonNode operation = method.getValue();
                    String name = method.getKey() + " " + path.getKey();
                    if (operation.path("operationId").asText().isEmpty()
                            || operation.path("summary").asText().isEmpty()) {
                        lacking.add(name + ": operationId or summary");
                    }
                    JsonNode responses = operation.path("responses");
                    boolean tellsProblems = responses.properties().stream()
                            .filter(response -> response.getKey().startsWith("4"))
                            .allMatch(response -> response.getValue()
                                    .at("/content/application~1problem+json/example/type")
                                    .isTextual());
                    if (!tellsProblems || responses.size() < 2) {
                        lacking.add(name + ": problems");
                    }
                    operation.path("parameters").forEach(parameter -> {
                        if (parameter.path("description").asText().isEmpty()
                                && parameter.path("example").isMissingNode()) {
                            lacking.add(name + ": " + parameter.path("name") + " has neither description nor example");
                        }
                    });
                    responses.properties().stream()
                            .filter(response -> response.getKey().startsWith("2"))
                            .filter(response -> response.getValue()
                                    .path("content")
                                    .findPath("example")
                                    .isMissingNode())
                            .forEach(response -> lacking.add(name + ": an example of " + response.getKey()));
                }));
        assertThat(lacking).isEmpty();
    }

    @Test
    void theExamplesAreAnswersOfTheService() throws IOException {
        Map<String, String> questions = new TreeMap<>(Map.of(
                "getEntryPoint", "/v1",
                "listDatasets", "/v1/datasets?limit=1&q=trusts",
                "getDataset", "/v1/datasets/nhs-trusts",
                "getSchema", "/v1/datasets/nhs-trusts/schema",
                "listReleases", "/v1/datasets/ae-attendances/releases",
                "getRelease", "/v1/datasets/ae-attendances/releases/2024-04.1",
                "getQuality", "/v1/datasets/ae-attendances/quality",
                "listRecords", "/v1/datasets/gp-practices/records?fields=practice_code,name,status&limit=2",
                "listValues", "/v1/datasets/gp-practices/values/status?limit=2",
                "getRecord", "/v1/datasets/gp-practices/records/A81042?fields=practice_code,name,status"));
        questions.put(
                "aggregate",
                "/v1/datasets/gp-practices/aggregate?group_by=status&measure=count(),max(close_date)&limit=2");
        questions.put(
                "explain",
                "/v1/datasets/gp-practices/explain?status=A&name__contains=health&fields=practice_code,name&limit=2");
        questions.put("getDataPackage", "/v1/datasets/ae-attendances/datapackage.json");
        questions.put("getSchemaOrg", "/v1/datasets/nhs-trusts/schema-org.jsonld");
        questions.put("getCatalogue", "/v1/catalogue.jsonld");
        Map<String, Map<String, Object>> answers = new TreeMap<>();
        for (Map.Entry<String, String> question : questions.entrySet()) {
            answers.put(question.getKey(), answerTo(question.getValue()));
        }
        JsonNode job = json.readTree(publishing()
                .multiPart("file", "etr.csv", Files.readAllBytes(Path.of("datasets/nhs-trusts/sample.csv")))
                .post(releasesOf("contract-example"))
                .asString());
        answers.put("uploadRelease", Map.of("application/json", job));
        answers.put("getJob", Map.of("application/json", job));
        answers.putAll(answersAboutJobs("contract-example"));
        if (rewrite && !shapes(json.readTree(Files.readString(EXAMPLES))).equals(shapes(json.valueToTree(answers)))) {
            Files.writeString(EXAMPLES, json.writerWithDefaultPrettyPrinter().writeValueAsString(answers) + "\n");
        }
        assertThat(shapes(json.readTree(Files.readString(EXAMPLES)))).isEqualTo(shapes(json.valueToTree(answers)));
    }

    /** By its media type, as if it had been given at the usual address; of a catalogue, the first dataset stands for all. */
    private Map<String, Object> answerTo(String question) throws IOException {
        Response answer = given().get(question);
        JsonNode body = json.readTree(answer.asString().replaceAll("http://localhost:\\d+", "http://localhost:8080"));
        for (String list : List.of("dcat:dataset", "dcat:servesDataset")) {
            for (JsonNode parent : body.findParents(list)) {
                ArrayNode datasets = (ArrayNode) parent.get(list);
                while (datasets.size() > 1) {
                    datasets.remove(1);
                }
            }
        }
        return Map.of(answer.contentType().replaceFirst(";.*", ""), body);
    }

    /** About a job that ends the same way whenever it is asked for: somebody stops it, as its source says nothing. */
    private Map<String, Map<String, Object>> answersAboutJobs(String dataset) throws IOException {
        try (ScriptedSource silent = ScriptedSource.saying((request, out) -> Thread.sleep(10_000))) {
            JsonNode fetch = fromPublisher(
                    silent,
                    publishing()
                            .contentType("application/json")
                            .body(Map.of("url", silent.url("/assets/ods/current/etr.zip")))
                            .post("/v1/publishing/datasets/" + dataset + "/fetch"));
            String address = "/v1/publishing/jobs/" + fetch.path("id").asText();
            publishing().post(address + "/cancel");
            JsonNode events = fromPublisher(silent, publishing().get(address + "/events"));
            JsonNode cancelled = fromPublisher(silent, publishing().post(address + "/cancel"));
            JsonNode jobs = fromPublisher(silent, publishing().get("/v1/publishing/jobs?limit=1&dataset=" + dataset));
            return Map.of(
                    "fetchRelease", Map.of("application/json", fetch),
                    "cancelJob", Map.of("application/json", cancelled),
                    "watchJob", Map.of("text/event-stream", events),
                    "listJobs", Map.of("application/json", jobs));
        }
    }

    /** An answer as if its source had been a publisher's; of events, the last, as a text. */
    private JsonNode fromPublisher(ScriptedSource source, Response answer) throws IOException {
        String text = answer.asString().replace(source.url(""), "https://files.digital.nhs.uk");
        return answer.contentType().startsWith("text/event-stream")
                ? TextNode.valueOf(text.substring(text.lastIndexOf("event:")))
                : json.readTree(text);
    }

    private String releasesOf(String dataset) {
        registerLike("nhs-trusts", dataset);
        return "/v1/publishing/datasets/" + dataset + "/releases";
    }

    private static Map<String, List<String>> shapes(JsonNode answers) {
        Map<String, List<String>> shapes = new TreeMap<>();
        answers.properties().forEach(answer -> shapes.put(answer.getKey(), shape(answer.getValue())));
        return shapes;
    }

    /** The names of all properties, without what changes from answer to answer. */
    private static List<String> shape(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.properties().forEach(property -> {
            names.add(property.getKey());
            shape(property.getValue()).forEach(below -> names.add(property.getKey() + "." + below));
        });
        if (node.isArray() && !node.isEmpty()) {
            shape(node.get(0)).forEach(below -> names.add("[]." + below));
        }
        return names;
    }

    private JsonNode document() throws IOException {
        return json.readTree(given().get("/openapi.json").asString());
    }
}
