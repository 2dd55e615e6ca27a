package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside a record stands the record that its foreign key names, just as that stands in its own dataset. */
@QuarkusTest
class ExpandTest extends ServiceTest {

    private static final String PATIENTS_HEADER =
            "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n";

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gp-registered-patients | practice_code | practice_code | gp-practices | practice_code | total=none",
                "gp-registered-patients | gp-practices | practice_code | gp-practices | practice_code | sort=-practice_code",
                "gp-registered-patients | practice_code | practice_code | gp-practices | practice_code | number_of_patients__gt=5000&total=exact",
                "gp-registered-patients | practice_code | practice_code | gp-practices | practice_code | q=gp&fields=practice_code,sex",
                "ae-attendances | org_code | org_code | nhs-trusts | code | sort=-attendances_type_1",
                "ae-attendances | nhs-trusts | org_code | nhs-trusts | code | where=org_code > 'R'",
                "cancer-waiting-times | org_code | org_code | nhs-trusts | code | limit=10",
                "gp-payments | practice_code | practice_code | gp-practices | practice_code | limit=7",
                "gp-payments | sub-icb-locations | sub_icb_location_code | sub-icb-locations | code | offset=3"
            })
    void theOtherRecordIsTheSameAsInItsOwnDataset(
            String dataset, String name, String field, String other, String key, String more) throws IOException {
        Map<String, JsonNode> others = new HashMap<>();
        for (JsonNode record : all("/v1/datasets/" + other + "/records?limit=10000")) {
            others.put(record.get(key).asText(), record);
        }
        String question = "/v1/datasets/" + dataset + "/records?"
                + more.replace(" ", "%20").replace("'", "%27").replace(">", "%3E");
        List<JsonNode> plain = all(question);
        List<JsonNode> expanded = all(question + "&expand=" + name);

        assertThat(expanded).hasSameSizeAs(plain).isNotEmpty();
        assertThat(others).isNotEmpty();
        for (int at = 0; at < plain.size(); at++) {
            JsonNode embedded = expanded.get(at).get("_embedded");
            assertThat(embedded.properties()).hasSize(1);
            assertThat(embedded.get(name))
                    .isEqualTo(others.getOrDefault(plain.get(at).get(field).asText(), json.nullNode()));
            assertThat(without(expanded.get(at))).isEqualTo(plain.get(at));
        }
    }

    @Test
    void severalKeysAreFollowedAtOnceAndInLines() throws IOException {
        String question = "/v1/datasets/gp-payments/records?expand=practice_code,sub_icb_location_code&limit=20";
        List<JsonNode> records = all(question);
        assertThat(records.get(0).get("_embedded").properties()).hasSize(2);

        String lines = given().urlEncodingEnabled(false)
                .get(question + "&format=ndjson")
                .asString();
        assertThat(lines.lines().map(this::read).toList()).isEqualTo(records.subList(0, 20));
    }

    @Test
    void aSingleRecordIsExpandedToo() throws IOException {
        JsonNode first = all("/v1/datasets/ae-attendances/records?limit=1&expand=org_code")
                .get(0);
        String key = first.get("period").asText() + "," + first.get("org_code").asText();
        JsonNode one = read(given().urlEncodingEnabled(false)
                .get("/v1/datasets/ae-attendances/records/" + key + "?expand=org_code")
                .asString());
        assertThat(one.get("data")).isEqualTo(first);
    }

    @Test
    void theOtherRecordIsTheOneThatIsLive() throws IOException {
        registerLike("gp-practices", "expand-practices");
        registerLike(
                "gp-registered-patients",
                "expand-patients",
                manifest -> manifest.replace("\"resource\": \"gp-practices\"", "\"resource\": \"expand-practices\""));
        assertPublished(
                load("expand-patients", "patients.csv", PATIENTS_HEADER + patients("A81042") + patients("Y99999")), 2);
        String question = "/v1/datasets/expand-patients/records?expand=practice_code";
        assertThat(names(question)).as("nothing of the other is published").containsExactly(null, null);

        String practices = Files.readString(Path.of("datasets/gp-practices/sample.csv"));
        load("expand-practices", "first.csv", practices);
        Response first = given().get(question);
        assertThat(names(question)).containsExactly("SOUTH GRANGE MEDICAL GROUP PRACTICE", null);

        load("expand-practices", "second.csv", practices.replace("SOUTH GRANGE MEDICAL", "NORTH GRANGE MEDICAL"));
        assertThat(names(question)).containsExactly("NORTH GRANGE MEDICAL GROUP PRACTICE", null);
        assertThat(given().header("If-None-Match", first.header("ETag"))
                        .get(question)
                        .statusCode())
                .isEqualTo(200);
        String release = get("/v1/datasets/expand-patients/releases").getString("data[0].id");
        assertThat(given().get(question + "&release=" + release).header("Cache-Control"))
                .as("the release stays, what stands beside it may not")
                .doesNotContain("immutable");
        String then = get("/v1/datasets/expand-practices/releases").getString("data[1].published_at");
        assertThat(names("/v1/datasets/expand-patients/records?expand=practice_code&as_at=" + then))
                .as("as both were then")
                .containsExactly("SOUTH GRANGE MEDICAL GROUP PRACTICE", null);
    }

    @Test
    void aDatasetMayLeadToItself() throws IOException {
        registerLike(
                "nhs-trusts",
                "expand-itself",
                manifest -> manifest.replaceFirst(
                        "(\"primaryKey\": \\[\"code\"\\],)",
                        "$1 \"foreignKeys\": [{\"fields\": [\"code\"], \"reference\": {\"resource\": \"expand-itself\", \"fields\": [\"code\"]}}],"));
        load("expand-itself", "trusts.csv", Files.readString(Path.of("datasets/nhs-trusts/sample.csv")));
        for (JsonNode record : all("/v1/datasets/expand-itself/records?expand=code")) {
            assertThat(record.at("/_embedded/code")).isEqualTo(without(record));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gp-registered-patients | expand=practise_code | did_you_mean | practice_code",
                "gp-registered-patients | expand=gp-practises | did_you_mean | gp-practices",
                "gp-registered-patients | expand=sex | allowed[0] | gp-practices",
                "gp-registered-patients | expand= | detail | The name of a foreign key is missing.",
                "gp-registered-patients | expand=practice_code,gp-practices | detail | The record that gp-practices leads to is asked for twice.",
                "gp-registered-patients | expand=practice_code&format=csv | allowed[1] | format=ndjson",
                "gp-registered-patients | expand=practice_code&format=parquet | allowed[0] | format=json",
                "bnf-codes | expand=code | detail | The records of this dataset lead to no other dataset."
            })
    void whatCannotBeExpandedIsRefused(String dataset, String query, String member, String expected) {
        JsonPath problem = assertProblem(
                given().urlEncodingEnabled(false).get("/v1/datasets/" + dataset + "/records?" + query),
                400,
                "parameter-invalid");
        assertThat(problem.getString("errors[0].parameter")).isEqualTo("expand");
        assertThat(problem.getString("errors[0]." + member)).isEqualTo(expected);
    }

    @Test
    void anExplanationSaysWhatStandsBesideARecord() {
        assertThat(get("/v1/datasets/ae-attendances/explain?expand=org_code").getString("question"))
                .contains("with the record of ")
                .contains(" that org_code names");
    }

    private List<String> names(String question) throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode record : all(question)) {
            names.add(record.at("/_embedded/practice_code/name").textValue());
        }
        return names;
    }

    private static String patients(String practice) {
        return "GP_PRAC_PAT_LIST,01JAN2022,GP,00L,E38000130," + practice + ",NE24 0EN,ALL,ALL,12473\n";
    }

    private List<JsonNode> all(String address) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String next = address; next != null; ) {
            Response answer = given().urlEncodingEnabled(false).get(next);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            JsonNode page = read(answer.asString());
            page.get("data").forEach(records::add);
            next = page.at("/page/next").textValue();
        }
        return records;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(text, notJson);
        }
    }

    private static JsonNode without(JsonNode record) {
        return ((ObjectNode) record.deepCopy()).without("_embedded");
    }
}
