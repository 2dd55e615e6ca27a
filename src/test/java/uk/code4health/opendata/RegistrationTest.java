package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dataset is registered while the service runs, and is there at once with all that a dataset has. */
@QuarkusTest
class RegistrationTest extends ServiceTest {

    @Test
    void aDatasetIsThereAtOnceWithItsContractItsPagesAndItsClients() throws IOException {
        String id = "icbs-registered";
        assertProblem(given().get("/v1/datasets/" + id), 404, "dataset-not-found"); // and is not remembered as missing

        Response registered = put(id, manifest("icb-codes", id));

        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(201);
        assertThat(registered.header("Location")).isEqualTo("/v1/datasets/" + id);
        assertThat(registered.jsonPath().getString("id")).isEqualTo(id);
        assertThat(get("/v1/datasets/" + id).getInt("records")).isZero();
        assertThat(get("/v1/datasets/" + id + "/openapi.json").getMap("paths"))
                .containsKey("/v1/datasets/" + id + "/records");
        for (String page : new String[] {"/docs/" + id, "/docs/clients/python/" + id, "/docs/clients/r/" + id}) {
            assertThat(given().get(page).statusCode()).as(page).isEqualTo(200);
        }
        for (String language : new String[] {"java", "typescript", "python", "r"}) {
            assertThat(firstFileOf("/v1/datasets/" + id + "/clients/" + language + ".zip"))
                    .startsWith(id + "-client/");
        }
        assertPublished(
                load(id, Path.of("datasets", "icb-codes", "sample.csv")),
                get("/v1/datasets/icb-codes").getInt("records"));
        assertThat(given().get("/docs/clients/python/" + id).asString()).contains("get_record(");
    }

    @Test
    void theSameAgainChangesNothingAndADescriptionMayChange() throws IOException {
        String id = "icbs-changed";
        String manifest = manifest("icb-codes", id);
        put(id, manifest);
        String contract = given().get("/v1/datasets/" + id + "/openapi.json").asString();

        assertThat(put(id, manifest).statusCode()).isEqualTo(200);
        assertThat(given().get("/v1/datasets/" + id + "/openapi.json").asString())
                .isEqualTo(contract);

        String title = get("/v1/datasets/" + id).getString("title");
        put(id, manifest.replace("\"" + title + "\"", "\"Boards\""));
        assertThat(get("/v1/datasets/" + id).getString("title")).isEqualTo("Boards");
        assertThat(get("/v1/datasets/" + id + "/openapi.json").getString("info.title"))
                .isEqualTo("Boards");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[]", "{}", "\"text\"", "null", "{\"name\": \"refused\", \"resources\": 1}"})
    void whatIsNoManifestIsRefusedWithWhatWasExpected(String body) {
        JsonPath problem = assertProblem(put("refused", body), 400, "manifest-invalid");
        assertThat(problem.getList("errors.pointer", String.class)).isNotEmpty().allMatch(at -> at.startsWith("/"));
        assertThat(problem.getList("errors.detail", String.class)).allMatch(detail -> detail.startsWith("Expected "));
        assertProblem(given().get("/v1/datasets/refused"), 404, "dataset-not-found");
    }

    @Test
    void theIdInTheAddressIsTheManifestsName() throws IOException {
        JsonPath problem = assertProblem(put("another", manifest("icb-codes", "icbs-one")), 400, "manifest-invalid");
        assertThat(problem.getString("errors[0].pointer")).isEqualTo("/name");
    }

    @Test
    void whatIsPublishedKeepsItsKeyAndNothingOfItIsLost() throws IOException {
        String id = "icbs-kept";
        String manifest = manifest("icb-codes", id);
        put(id, manifest);
        load(id, Path.of("datasets", "icb-codes", "sample.csv"));
        int records = get("/v1/datasets/" + id).getInt("records");

        assertProblem(
                put(id, manifest.replaceFirst("\"primaryKey\": \\[[^\\]]*]", "\"primaryKey\": []")),
                400,
                "manifest-invalid");
        assertThat(get("/v1/datasets/" + id).getInt("records")).isEqualTo(records);
    }

    @Test
    void whoHasNoTokenRegistersNothing() throws IOException {
        String manifest = manifest("icb-codes", "icbs-nobodys");
        Response refused =
                given().contentType("application/json").body(manifest).put("/v1/publishing/datasets/icbs-nobodys");
        assertProblem(refused, 401, "unauthenticated");
        assertProblem(given().get("/v1/datasets/icbs-nobodys"), 404, "dataset-not-found");
    }

    @Test
    void aManifestIsNotLargerThanManifestsAre() {
        assertProblem(put("large", "{\"name\": \"" + "x".repeat(1 << 20) + "\"}"), 413, "body-too-large");
    }

    private static Response put(String id, String manifest) {
        return publishing().contentType("application/json").body(manifest).put("/v1/publishing/datasets/" + id);
    }

    private static String manifest(String bundled, String id) throws IOException {
        return Files.readString(Path.of("datasets", bundled, "datapackage.json"))
                .replaceFirst("\"name\": \"" + bundled + "\"", "\"name\": \"" + id + "\"");
    }

    private static String firstFileOf(String address) throws IOException {
        Response zip = given().get(address);
        assertThat(zip.statusCode()).as(address).isEqualTo(200);
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip.asByteArray()))) {
            return entries.getNextEntry().getName();
        }
    }
}
