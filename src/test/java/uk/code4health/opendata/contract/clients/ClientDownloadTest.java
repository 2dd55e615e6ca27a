package uk.code4health.opendata.contract.clients;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.ServiceTest;

/** A client is a file like any other: the same for who asks again, and never made for more callers than there is room for. */
@QuarkusTest
class ClientDownloadTest extends ServiceTest {

    private static final String PYTHON = "/v1/datasets/icb-codes/clients/python.zip";
    private static final int CROWD = 30;

    @Test
    void aClientIsTheSameUntilSomethingChanges() {
        Response first = given().get(PYTHON);
        Response again = given().get(PYTHON);

        assertThat(first.header("Content-Type")).isEqualTo("application/zip");
        assertThat(first.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"icb-codes-client-python.zip\"");
        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(given().header("If-None-Match", first.header("ETag"))
                        .get(PYTHON)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void whatIsNotThereIsSaid() {
        JsonPath language =
                assertProblem(given().get("/v1/datasets/icb-codes/clients/pyton.zip"), 404, "client-not-found");
        assertThat(language.getString("errors[0].did_you_mean")).isEqualTo("python");
        assertProblem(given().get("/v1/datasets/icb-code/clients/python.zip"), 404, "dataset-not-found");
        assertProblem(given().queryParam("version", "3.0").get(PYTHON), 400, "parameter-invalid");
    }

    @Test
    void aCrowdIsAskedToComeAgainAndKeepsNobodyFromReading() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CROWD);
        try {
            List<Future<Response>> answers = new ArrayList<>();
            for (int caller = 0; caller < CROWD; caller++) {
                String host = "caller" + caller + ".example.org"; // whose client names another server
                answers.add(callers.submit(() -> given().header("Host", host).get(PYTHON)));
            }
            assertThat(given().get("/v1/datasets/icb-codes/records").statusCode())
                    .isEqualTo(200);
            List<Integer> statuses = new ArrayList<>();
            for (Future<Response> each : answers) {
                Response answer = each.get();
                statuses.add(answer.statusCode());
                if (answer.statusCode() != 200) {
                    assertProblem(answer, 503, "busy");
                    assertThat(answer.header("Retry-After")).isNotBlank();
                }
            }
            assertThat(statuses).contains(200, 503).containsOnly(200, 503);
        } finally {
            callers.shutdownNow();
        }
    }
}
