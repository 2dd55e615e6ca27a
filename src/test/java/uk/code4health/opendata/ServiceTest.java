package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import uk.code4health.opendata.catalogue.Registrar;
import uk.code4health.opendata.contract.EveryAnswer;

/** What tests of the running service share: it is ready, files can be brought in, records read page by page. */
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
public abstract class ServiceTest {

    private static final Duration LONGEST_LOAD = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private static final EveryAnswer CONTRACT = new EveryAnswer();

    @Inject
    protected Registrar registrar;

    @BeforeEach
    void ready() {
        RestAssured.replaceFiltersWith(CONTRACT);
        Instant latest = Instant.now().plus(LONGEST_LOAD);
        while (given().get("/q/health/ready").statusCode() != 200) {
            assertThat(Instant.now()).as("ready in time").isBefore(latest);
            pause();
        }
    }

    /** Registers a dataset of our own making that is like a bundled one but for its name, and empty. */
    protected void registerLike(String bundled, String name) {
        registerLike(bundled, name, UnaryOperator.identity());
    }

    /** The same with something changed in its manifest. */
    protected void registerLike(String bundled, String name, UnaryOperator<String> change) {
        try {
            String manifest = Files.readString(Path.of("datasets", bundled, "datapackage.json"));
            registrar.register(
                    change.apply(manifest.replaceFirst("\"name\": \"" + bundled + "\"", "\"name\": \"" + name + "\"")),
                    name);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    protected static RequestSpecification publishing() {
        return given().header("Authorization", "Bearer " + TestDatabase.TOKEN);
    }

    /** Brings a file in and waits for the end of its job. */
    protected static JsonPath load(String dataset, Path file) {
        return await(publishing().multiPart("file", file.toFile()).post(releases(dataset)));
    }

    /** The same for content that is not a file yet. */
    protected static JsonPath load(String dataset, String name, byte[] content) {
        return await(publishing().multiPart("file", name, content).post(releases(dataset)));
    }

    protected static JsonPath load(String dataset, String name, String content) {
        return load(dataset, name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** As many registered patients of our own making, in a dataset of their own, if they are not there already. */
    protected void loadManyPatients(Path folder, int records) {
        registerLike(
                "gp-registered-patients", "many-patients"); // first, as what is not there is remembered for a second
        Response asked = given().get("/v1/datasets/many-patients/records?limit=1");
        if (asked.statusCode() != 200 || asked.jsonPath().getLong("page.total") != records) {
            assertPublished(
                    load(
                            "many-patients",
                            RegisteredPatients.write(folder.resolve("patients.csv"), "01APR2024", records, 7)),
                    records);
        }
    }

    private static String releases(String dataset) {
        return "/v1/publishing/datasets/" + dataset + "/releases";
    }

    protected static JsonPath await(Response accepted) {
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return awaitJob(accepted.header("Location"));
    }

    /** Waits for the end of the job at an address. */
    protected static JsonPath awaitJob(String address) {
        Instant latest = Instant.now().plus(LONGEST_LOAD);
        while (true) {
            JsonPath job = publishing().get(address).jsonPath();
            if (List.of("done", "failed", "cancelled").contains(job.getString("state"))) {
                return job;
            }
            assertThat(Instant.now()).as("the end of the job in time").isBefore(latest);
            pause();
        }
    }

    protected static void assertPublished(JsonPath job, int records) {
        assertThat(job.getString("release.state")).as(job.prettify()).isEqualTo("published");
        assertThat(job.getInt("rows_loaded")).isEqualTo(records);
    }

    /** All records of a question, by following next to its end. */
    protected static List<Map<String, Object>> allRecords(String address) {
        List<Map<String, Object>> records = new ArrayList<>();
        String next = address;
        while (next != null) {
            JsonPath page = get(next);
            records.addAll(page.getList("data"));
            next = page.getString("page.next");
        }
        return records;
    }

    /** A successful read. */
    protected static JsonPath get(String address) {
        Response response = given().urlEncodingEnabled(false).get(address);
        assertThat(response.statusCode())
                .as(address + ": " + response.asString())
                .isEqualTo(200);
        return response.jsonPath();
    }

    /** A refusal: the right problem, explained on a page of ours, with something to read. */
    protected static JsonPath assertProblem(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        JsonPath problem = response.jsonPath();
        assertThat(problem.getString("type")).isEqualTo("/problems/" + code);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(given().get(problem.getString("type")).statusCode()).isEqualTo(200);
        return problem;
    }

    /** Lets a little time pass before something is looked at again. */
    protected static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
