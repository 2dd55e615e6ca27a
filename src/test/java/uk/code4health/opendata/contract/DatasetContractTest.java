package uk.code4health.opendata.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.code4health.opendata.Bundled;
import uk.code4health.opendata.ServiceTest;

/** The OpenAPI document of a dataset says what the service takes and answers, and changes when that does. */
@QuarkusTest
class DatasetContractTest extends ServiceTest {

    private static final String MANIFEST = """
            {"name": "contracted", "title": "Visits \\u201cof all kinds\\u201d", "description": "Visits.",
             "licenses": [{"name": "OGL-UK-3.0", "path": "https://example.org/licence"}],
             "contributors": [{"title": "Nobody", "roles": ["publisher"]}],
             "sources": [{"title": "None", "path": "https://example.org/none"}],
             "resources": [{"name": "contracted", "path": "visits.csv", "schema": {
               "missingValues": [""],
               "primaryKey": ["site", "day"],
               "fields": [
                 {"name": "site", "title": "Site", "type": "string", "format": "ods-code", "description": "Where.",
                  "constraints": {"required": true}},
                 {"name": "day", "title": "Day", "type": "date", "description": "When.", "constraints": {"required": true}},
                 {"name": "kind", "title": "Kind", "type": "string", "description": "Of what kind.",
                  "constraints": {"enum": ["new", "again"]}},
                 {"name": "setting", "title": "Setting", "type": "string", "description": "In which setting.",
                  "constraints": {"required": true, "enum": ["ward", "home"]}},
                 {"name": "example", "title": "Example", "type": "string", "description": "A name OpenAPI has too.",
                  "constraints": {"pattern": "[a-z]+", "maxLength": 9}},
                 {"name": "sort", "title": "Sort", "type": "year", "description": "A name that a parameter has too."},
                 {"name": "seen", "title": "Seen", "type": "datetime", "description": "When it was seen."},
                 {"name": "at", "title": "At", "type": "time", "description": "The time."},
                 {"name": "month", "title": "Month", "type": "yearmonth", "description": "The month."},
                 {"name": "visits", "title": "Visits", "type": "integer", "description": "How many.",
                  "constraints": {"minimum": 0},
                  "missingValues": ["", {"value": "*", "label": "suppressed"}]},
                 {"name": "rate", "title": "Rate", "type": "number", "description": "A rate."},
                 {"name": "open", "title": "Open", "type": "boolean", "description": "Whether."}]}}],
             "publication": {"mode": "snapshot", "disclosure": {"suppressed_between": [1, 7], "small_numbers": "accept"}}}
            """;

    private static final String FILE = """
            Site,Day,Kind,Setting,Example,Sort,Seen,At,Month,Visits,Rate,Open
            RXN,2024-04-01,new,ward,abc,2024,2024-03-31T10:00:00,09:30:00,2024-04,*,2.50,true
            RXN,2024-04-02,again,home,,,,,,12,,
            """;

    private static final String CODES = "components.schemas.ContractChangesKind.enum";

    private final ObjectMapper json = new ObjectMapper();

    static List<String> bundled() {
        return Bundled.datasets();
    }

    @Test
    void everyFieldIsATypedParameterForEachOperatorThatSuitsIt() throws IOException {
        JsonNode document = contracted();
        JsonNode parameters = document.at("/components/parameters");

        assertThat(parameters.at("/site/schema/items/pattern").asText()).isEqualTo("^(?:[A-Z0-9]{1,12})$");
        assertThat(parameters.at("/site/explode").asBoolean()).isTrue();
        assertThat(parameters.at("/site__in/explode").asBoolean(true)).isFalse();
        assertThat(parameters.at("/day__gte/schema/format").asText()).isEqualTo("date");
        assertThat(parameters.at("/kind/schema/items/$ref").asText()).isEqualTo("#/components/schemas/ContractedKind");
        assertThat(parameters.at("/kind__starts_with/schema/type").asText()).isEqualTo("string");
        assertThat(parameters.at("/visits__lt/schema/type").asText()).isEqualTo("integer");
        assertThat(parameters.at("/visits__lt/schema/minimum").asInt(-1)).isZero();
        assertThat(parameters.at("/rate__lt/schema/type").asText()).isEqualTo("number");
        assertThat(parameters.at("/open__is_null/schema/type").asText()).isEqualTo("boolean");
        assertThat(parameters.at("/visits_status/schema/items/$ref").asText())
                .isEqualTo("#/components/schemas/ContractedVisitsStatus");
        assertThat(names(parameters))
                .contains("sort__eq", "month__contains")
                .doesNotContain("sort", "open__lt", "visits__contains", "day__starts_with");
    }

    @Test
    void theRecordIsANamedSchemaOfTypedCells() throws IOException {
        JsonNode schemas = contracted().at("/components/schemas");
        JsonNode record = schemas.at("/ContractedRecord/properties");

        assertThat(record.at("/site/type").asText()).isEqualTo("string");
        assertThat(record.at("/visits/type").toString()).isEqualTo("[\"integer\",\"null\"]");
        assertThat(record.at("/visits/description").asText()).contains("`visits_status` says why");
        assertThat(record.at("/kind/anyOf").toString())
                .isEqualTo("[{\"$ref\":\"#/components/schemas/ContractedKind\"},{\"type\":\"null\"}]");
        assertThat(record.at("/setting/allOf").toString())
                .as("a code that is always there")
                .isEqualTo("[{\"$ref\":\"#/components/schemas/ContractedSetting\"}]");
        assertThat(schemas.at("/ContractedKind/enum").toString()).isEqualTo("[\"new\",\"again\"]");
        assertThat(record.at("/example/maxLength").asInt()).isEqualTo(9);
        assertThat(schemas.at("/ContractedRecordsPage/properties/data/items/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/ContractedRecord");
    }

    @Test
    void toolsThatKnowOnly30AreGivenIt() throws IOException {
        contracted();
        JsonNode document = document("contracted", "json?version=3.0");
        JsonNode record = document.at("/components/schemas/ContractedRecord/properties");

        assertThat(document.path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(record.at("/visits/type").asText()).isEqualTo("integer");
        assertThat(record.at("/visits/nullable").asBoolean()).isTrue();
        assertThat(record.at("/kind/enum").toString()).isEqualTo("[\"new\",\"again\",null]");
        assertThat(record.at("/example/example").asText()).isEqualTo("abc");
        assertThat(document.toString()).doesNotContain("\"null\"", "\"anyOf\"");
        assertThat(new YAMLMapper()
                        .readTree(given().get(address("contracted", "yaml?version=3.0"))
                                .asString()))
                .isEqualTo(document);
    }

    @Test
    void examplesAreOfTheLiveRelease() throws IOException {
        JsonNode records = contracted()
                .at("/paths/~1v1~1datasets~1contracted~1records/get/responses/200/content/application~1json/example");
        assertThat(records.at("/data/0/site").asText()).isEqualTo("RXN");

        load("contracted", "visits.csv", FILE.replace("RXN", "RYJ"));

        assertThat(document("contracted", "json").toString()).contains("RYJ").doesNotContain("RXN");
    }

    @Test
    void itChangesWithTheSchemaAndHasAValidator() {
        registrar.register(MANIFEST.replace("contracted", "contract-changes"), "contract-changes");
        Response first = given().get(address("contract-changes", "json"));
        assertThat(first.jsonPath().getList(CODES)).containsExactly("new", "again");
        reading(first).get(address("contract-changes", "json")).then().statusCode(304);

        registrar.register(
                MANIFEST.replace("contracted", "contract-changes").replace("\"again\"]", "\"again\", \"lost\"]"),
                "contract-changes");

        Instant latest = Instant.now().plusSeconds(5); // a manifest is seen within a second
        Response second = reading(first).get(address("contract-changes", "json"));
        while (second.statusCode() == 304 && Instant.now().isBefore(latest)) {
            second = reading(first).get(address("contract-changes", "json"));
        }
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.jsonPath().getList(CODES)).containsExactly("new", "again", "lost");
        given().head(address("contract-changes", "json"))
                .then()
                .statusCode(200)
                .header("ETag", equalTo(second.header("ETag")));
    }

    private static RequestSpecification reading(Response known) {
        return given().header("If-None-Match", known.header("ETag"));
    }

    @ParameterizedTest
    @CsvSource({
        "contracted/openapi.json?version=2.0, 400, version",
        "contracted/openapi.json?versions=3.0, 400, version",
        "no-such/openapi.json, 404, ",
        "no-such/openapi.yaml, 404, "
    })
    void whatIsNotThereIsExplained(String address, int status, String hint) throws IOException {
        contracted();
        Response problem = given().get("/v1/datasets/" + address);
        assertThat(problem.statusCode()).isEqualTo(status);
        assertThat(problem.contentType()).startsWith("application/problem+json");
        if (hint != null) {
            assertThat(problem.asString()).contains(hint);
        }
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void theExampleOfGroupsAddsUpOnlyWhatCanBeAddedUp(String dataset) throws IOException {
        JsonNode example = document(dataset, "json")
                .at("/paths/~1v1~1datasets~1" + dataset
                        + "~1aggregate/get/responses/200/content/application~1json/example");
        assertThat(example.path("data")).isNotEmpty();
        assertThat(example.path("warnings")).isEmpty();
    }

    @Test
    void readersOfOlderYamlFindTextsWhereTextsAre() throws IOException {
        contracted();
        assertThat(given().get(address("contracted", "yaml")).asString())
                .contains("\"2024-04-01\"", "\"09:30:00\"", "\"2024-04\"")
                .doesNotContainPattern("(?m)(: |- )(2024-|09:)");
    }

    /** Each alone, with the value that the document shows; what it says can be asked is never refused. */
    @ParameterizedTest
    @MethodSource("bundled")
    void whatItSaysCanBeAskedIsAnswered(String dataset) throws IOException {
        JsonNode parameters = document(dataset, "json").at("/components/parameters");
        List<String> refused = new ArrayList<>();
        parameters.forEach(parameter -> {
            String name = parameter.path("name").asText();
            JsonNode example = parameter.path("example");
            String value = name.endsWith("__is_null")
                    ? "true"
                    : example.isArray() ? example.get(0).asText() : example.asText("a");
            if (!example.isMissingNode()
                    || name.endsWith("__is_null")
                    || name.endsWith("s_with")
                    || name.endsWith("__contains")) {
                Response answer =
                        given().param(name, value).param("limit", 1).get("/v1/datasets/" + dataset + "/records");
                if (answer.statusCode() != 200) {
                    refused.add(name + "=" + value + ": " + answer.asString());
                }
            }
        });
        assertThat(parameters).isNotEmpty();
        assertThat(refused).isEmpty();
    }

    /** Answers of each operation, of whole records and of parts of them, and a refusal. */
    @ParameterizedTest
    @MethodSource("bundled")
    void whatIsAnsweredIsWhatItSays(String dataset) throws IOException {
        JsonNode document = document(dataset, "json");
        ContractCheck contract = new ContractCheck(document.toString());
        String field = document.at("/components/parameters").fieldNames().next();
        List<String> complaints = new ArrayList<>();
        for (String question : List.of(
                "",
                "/schema",
                "/releases",
                "/quality",
                "/records?limit=100",
                "/records?limit=2&fields=" + field,
                "/records?format=csv",
                "/records?limits=2",
                "/values/" + field,
                "/aggregate?group_by=" + field,
                "/explain?limit=2",
                "/explain?group_by=" + field)) {
            Response answer = given().get("/v1/datasets/" + dataset + question);
            complaints.addAll(contract.complaints(
                    "GET",
                    "/v1/datasets/" + dataset + question.replaceAll("\\?.*", ""),
                    answer.statusCode(),
                    answer.contentType(),
                    answer.asString()));
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatItDoesNotSayIsNoticed() throws IOException {
        contracted();
        ContractCheck contract =
                new ContractCheck(document("contracted", "json").toString());
        String address = "/v1/datasets/contracted/records";
        String answer = given().get(address).asString();

        assertThat(contract.complaints("GET", address, 200, "application/json", answer))
                .isEmpty();
        for (String wrong : List.of(
                answer.replace("\"RXN\"", "\"rxn\""),
                answer.replace("\"again\"", "\"never\""),
                answer.replace("\"visits\":12", "\"visits\":\"12\""),
                answer.replace("\"suppressed\"", "\"hidden\""))) {
            assertThat(contract.complaints("GET", address, 200, "application/json", wrong))
                    .isNotEmpty();
        }
        assertThat(contract.complaints("GET", address, 402, "application/json", answer))
                .isNotEmpty();
        assertThat(contract.complaints("GET", address, 200, "text/html", answer))
                .isNotEmpty();
        assertThat(contract.complaints("POST", address, 200, "application/json", answer))
                .isNotEmpty();
    }

    private JsonNode contracted() throws IOException {
        registrar.register(MANIFEST, "contracted");
        assertThat(load("contracted", "visits.csv", FILE).getString("state")).isEqualTo("done");
        return document("contracted", "json");
    }

    private JsonNode document(String dataset, String form) throws IOException {
        return json.readTree(given().get(address(dataset, form)).asString());
    }

    private static String address(String dataset, String form) {
        return "/v1/datasets/" + dataset + "/openapi." + form;
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(property -> property.getKey()).collect(Collectors.toSet());
    }
}
