package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heavy questions wait for each other and not for light ones, and hopeless ones are not begun. */
@QuarkusTest
@TestProfile(QuestionQueueTest.Narrow.class)
class QuestionQueueTest extends ServiceTest {

    private static final String RECORDS = "/v1/datasets/many-patients/records";
    private static final int PATIENTS = 60_000;

    @TestHTTPResource
    URL service;

    @TempDir
    static Path folder;

    /** A service to which little is much. */
    public static class Narrow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "opendata.questions.heavy-cost", "1000",
                    "opendata.questions.highest-cost", "8000",
                    "opendata.questions.heavy-at-a-time", "1",
                    "opendata.questions.longest-wait", "PT0.3S");
        }
    }

    @BeforeEach
    void load() {
        loadManyPatients(folder, PATIENTS);
    }

    @Test
    void aHeavyQuestionThatWaitsForTooLongIsToldWhenToTryAgain() {
        HttpClient client = HttpClient.newHttpClient();
        List<HttpResponse<String>> answers = IntStream.range(200, 240)
                .mapToObj(number -> client.sendAsync(
                        request(RECORDS + "?format=csv&number_of_patients__ne=" + number),
                        HttpResponse.BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(200, 503)
                .containsOnly(200, 503);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 503).allSatisfy(answer -> {
            assertThat(answer.body()).contains("/problems/busy");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        });
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 200)
                .allSatisfy(answer -> assertThat(answer.body().lines().count()).isGreaterThan(1));
    }

    @Test
    void lightQuestionsAreAnsweredWhileHeavyOnesWait() {
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> heavy = IntStream.range(100, 140)
                .mapToObj(number -> client.sendAsync(
                        request(RECORDS + "?format=csv&number_of_patients__ne=" + number),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();

        for (int number = 0; number < 20; number++) {
            Response light = given().get(RECORDS + "?limit=5&practice_code=A" + String.format("%05d", number));
            assertThat(light.statusCode()).isEqualTo(200);
        }
        heavy.forEach(CompletableFuture::join);
    }

    @Test
    void aHopelessQuestionIsRefusedWithWhatWouldHelp() {
        String sorted = RECORDS + "?format=csv&sort=number_of_patients,sex,age,postcode";

        Response refused = given().get(sorted);

        assertThat(assertProblem(refused, 400, "question-too-costly").getString("detail"))
                .contains("Filter on a field that has an index (")
                .contains("practice_code")
                .doesNotContain("number_of_patients");
        assertThat(given().get(sorted + "&practice_code=A00001").statusCode()).isEqualTo(200);
    }

    @Test
    void aHopelessQuestionIsExplainedAndSaidToBeOne() {
        JsonPath plan = get("/v1/datasets/many-patients/explain?format=csv&sort=number_of_patients,sex,age,postcode");
        assertThat(plan.getBoolean("plan.refused")).isTrue();
        assertThat(plan.getString("plan.detail"))
                .contains("it would be refused", "Filter on a field that has an index (");
        assertThat(get("/v1/datasets/many-patients/explain?format=csv&number_of_patients__ne=1")
                        .<String, Object>getMap("plan"))
                .containsEntry("heavy", true)
                .containsEntry("refused", false);
    }

    @Test
    void whatWouldCostTooMuchToCountIsEstimated() {
        String conditions = IntStream.range(0, 150)
                .mapToObj(number -> "number_of_patients%3C%3E" + (100 + number))
                .collect(Collectors.joining("%20AND%20"));
        JsonPath explained = get("/v1/datasets/many-patients/explain?where=" + conditions);
        assertThat(explained.getString("records.kind")).isEqualTo("estimate");
        assertThat(explained.getLong("records.in_edition")).isEqualTo(PATIENTS);
        assertThat(explained.getList("conditions.kind"))
                .containsOnly("estimate")
                .hasSize(20);
        assertThat(explained.getLong("conditions[0].records_alone")).isBetween(PATIENTS / 2L, 2L * PATIENTS);
    }

    @Test
    void anEstimateIsOfAllThatMatchAndNotOfThePage() {
        assertThat(get(RECORDS + "?number_of_patients__gt=0&limit=1&total=estimate")
                        .getLong("page.total"))
                .isBetween(PATIENTS / 2L, 2L * PATIENTS);
    }

    private HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create(service.toString().replaceAll("/$", "") + address))
                .build();
    }
}
