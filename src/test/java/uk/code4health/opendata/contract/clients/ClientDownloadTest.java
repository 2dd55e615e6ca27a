package uk.code4health.opendata.contract.clients;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.Bundled;
import uk.code4health.opendata.ServiceTest;

/** A client is a file like any other: the same for who asks again, and never made for more callers than there is room for. */
@QuarkusTest
class ClientDownloadTest extends ServiceTest {

    private static final String PYTHON = "/v1/datasets/icb-codes/clients/python.zip";

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
        HttpClient caller = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (String dataset : Bundled.datasets()) {
            URI address = URI.create(ClientFolder.service() + "/v1/datasets/" + dataset + "/clients/r.zip");
            answers.add(caller.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()));
        }
        assertThat(given().get("/v1/datasets/icb-codes/records").statusCode()).isEqualTo(200);
        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> each : answers) {
            HttpResponse<String> answer = each.get();
            statuses.add(answer.statusCode());
            if (answer.statusCode() != 200) {
                assertThat(answer.body()).contains("/problems/busy");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        }
        assertThat(statuses).contains(200, 503).containsOnly(200, 503);
    }
}
