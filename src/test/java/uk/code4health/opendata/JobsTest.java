package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.code4health.opendata.ScriptedSource.head;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs are listed, watched and stopped. */
@QuarkusTest
class JobsTest extends ServiceTest {

    private static final String GOOD = """
            PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS
            P,01JAN2021,GP,00L,E38000130,A84002,NE65 7UW,ALL,ALL,5903
            P,01JAN2021,GP,00L,E38000130,A84003,NE63 9UT,ALL,ALL,1
            """;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataSource database;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI service;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String dataset = "";

    @BeforeEach
    void oneReleaseIsLive() {
        dataset = "jobs-" + Long.toString(System.nanoTime(), 36);
        registerLike("gp-registered-patients", dataset);
        assertPublished(load(dataset, "good.csv", GOOD), 2);
    }

    @Test
    void jobsAreListedNewestFirstAndPaged() {
        load(dataset, "bad.csv", "%PDF-1.7 x");
        load(dataset, "again.csv", GOOD);
        String list = "/v1/publishing/jobs?limit=2&dataset=" + dataset;
        JsonPath first = publishing().get(list).jsonPath();
        assertThat(first.getList("data.source_name")).containsExactly("again.csv", "bad.csv");
        assertThat(first.getLong("page.total")).isEqualTo(3);
        assertThat(first.getBoolean("page.complete")).isFalse();
        JsonPath second = publishing().get(first.getString("page.next")).jsonPath();
        assertThat(second.getList("data.source_name")).containsExactly("good.csv");
        assertThat(second.getBoolean("page.complete")).isTrue();
        assertThat(second.getString("page.next")).isNull();
        assertThat(publishing().get(list + "&state=failed").jsonPath().getList("data.source_name"))
                .containsExactly("bad.csv");
        assertThat(publishing().get("/v1/publishing/jobs").jsonPath().getInt("page.returned"))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aListThatCannotBeIsRefused() {
        assertThat(assertProblem(publishing().get("/v1/publishing/jobs?state=runing"), 400, "parameter-invalid")
                        .getString("errors[0].did_you_mean"))
                .isEqualTo("running");
        for (String wrong : List.of("limit=0", "limit=101", "colour=red", "dataset=A+B", "limit=1&limit=2")) {
            assertProblem(publishing().get("/v1/publishing/jobs?" + wrong), 400, "parameter-invalid");
        }
        assertProblem(publishing().get("/v1/publishing/jobs?cursor=x"), 400, "cursor-invalid");
        assertProblem(
                publishing().get("/v1/publishing/jobs?cursor=3f1c9a52-6c1e-4a0e-9a57-3b7a3f0f1d11"),
                400,
                "cursor-invalid");
        assertProblem(given().get("/v1/publishing/jobs"), 401, "unauthenticated");
    }

    @Test
    void whatIsOverCannotBeCancelled() {
        JsonPath job = load(dataset, "again.csv", GOOD);
        JsonPath problem = assertProblem(cancel(job.getString("id")), 409, "job-over");
        assertThat(problem.getString("detail")).contains("done");
        assertProblem(cancel("none"), 404, "job-not-found");
        assertProblem(given().post("/v1/publishing/jobs/x/cancel"), 401, "unauthenticated");
    }

    @Test
    void aJobThatWaitsNeverStartsWhenItIsCancelled() throws IOException {
        CountDownLatch enough = new CountDownLatch(1);
        try (ScriptedSource source = ScriptedSource.saying(slow(enough))) {
            List<String> busy = List.of(fetch(source), fetch(source));
            busy.forEach(job -> awaitStage(job, "fetching"));
            String waiting = upload(GOOD.replace("01JAN2021", "01FEB2021"));
            assertThat(job(waiting).getString("state")).isEqualTo("queued");

            JsonPath cancelled = cancel(waiting).jsonPath();
            assertThat(cancelled.getString("state")).isEqualTo("cancelled");
            assertThat(cancelled.getString("stage")).isEqualTo("finished");
            assertThat(cancel(waiting).statusCode()).as("again").isEqualTo(200);

            busy.forEach(JobsTest::cancel);
            busy.forEach(job -> assertThat(awaitEnd(job).getString("state")).isEqualTo("cancelled"));
            enough.countDown();
            load(dataset, "again.csv", GOOD); // there is time for jobs again
            assertThat(job(waiting).getString("state")).isEqualTo("cancelled");
            assertThat(job(waiting).getString("started_at")).isNull();
            assertNothingChanged();
        }
    }

    @Test
    void aFetchIsStoppedWhileBytesStillCome() throws IOException {
        CountDownLatch enough = new CountDownLatch(1);
        try (ScriptedSource source = ScriptedSource.saying(slow(enough))) {
            String job = fetch(source);
            awaitStage(job, "fetching");
            assertThat(cancel(job).jsonPath().getBoolean("cancel_requested")).isTrue();
            assertThat(awaitEnd(job).getString("state")).isEqualTo("cancelled");
            assertNothingChanged();
        } finally {
            enough.countDown();
        }
    }

    @Test
    void aLoadIsStoppedAmidItsRowsAndLeavesNone() {
        Path large = RegisteredPatients.write(folder.resolve("large.csv"), "01JAN2021", 400_000, 1);
        Response accepted =
                publishing().multiPart("file", large.toFile()).post("/v1/publishing/datasets/" + dataset + "/releases");
        String job = accepted.jsonPath().getString("id");
        awaitRows(job);
        assertThat(cancel(job).jsonPath().getString("state")).isEqualTo("running");
        JsonPath ended = awaitEnd(job);
        assertThat(ended.getString("state")).as(ended.prettify()).isEqualTo("cancelled");
        assertThat(ended.getString("release.state")).isEqualTo("failed");
        assertNothingChanged();
    }

    @Test
    void aLoadThatWaitsForAnotherOfItsDatasetIsStopped() throws SQLException {
        try (Connection other = database.getConnection();
                PreparedStatement lock =
                        other.prepareStatement("select pg_advisory_xact_lock(hashtextextended('load ' || ?, 0))")) {
            other.setAutoCommit(false);
            lock.setString(1, dataset);
            lock.execute();
            String job = upload(GOOD.replace("01JAN2021", "01FEB2021"));
            awaitStage(job, "reading");
            cancel(job);
            assertThat(awaitEnd(job).getString("state")).isEqualTo("cancelled");
            other.rollback();
        }
        assertNothingChanged();
    }

    @Test
    void aJobIsWatchedToItsEnd() throws Exception {
        byte[] file = GOOD.replace("01JAN2021", "01FEB2021").getBytes(StandardCharsets.UTF_8);
        try (ScriptedSource source = ScriptedSource.saying((request, out) -> {
            out.write(head("200 OK", "Content-Length: " + file.length + "\r\n"));
            for (byte each : file) {
                out.write(each);
                out.flush();
                Thread.sleep(2_000 / file.length);
            }
        })) {
            String job = fetch(source);
            List<Event> events = watch(job);
            assertThat(events.size()).isGreaterThanOrEqualTo(3);
            assertThat(events).extracting(Event::name).startsWith("progress").endsWith("end");
            assertThat(events.subList(0, events.size() - 1))
                    .extracting(Event::name)
                    .containsOnly("progress");
            assertThat(events)
                    .extracting(event -> event.data().path("stage").asText())
                    .contains("fetching", "finished");
            assertThat(events).anySatisfy(event -> {
                assertThat(event.data().path("bytes_read").asLong()).isBetween(1L, file.length - 1L);
                assertThat(event.data().path("seconds_left").isNumber()).isTrue();
            });
            JsonNode end = events.get(events.size() - 1).data();
            assertThat(end.path("state").asText()).isEqualTo("done");
            assertThat(end.at("/release/state").asText()).isEqualTo("published");
            assertThat(end.path("rows_per_second").isNumber()).isTrue();
            assertThat(watch(job)).as("of what is over, only the end").hasSize(1);
        }
        assertProblem(publishing().get("/v1/publishing/jobs/none/events"), 404, "job-not-found");
        assertProblem(given().get("/v1/publishing/jobs/none/events"), 401, "unauthenticated");
    }

    /** A server-sent event. */
    private record Event(String name, JsonNode data) {}

    private List<Event> watch(String job) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve("/v1/publishing/jobs/" + job + "/events"))
                                .header("Authorization", "Bearer " + TestDatabase.TOKEN)
                                .timeout(LONGEST)
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<Event> events = new ArrayList<>();
        String name = "";
        for (String line : response.body().toList()) {
            assertThat(line).matches("((event|data|id):.*|:.*)?");
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                events.add(new Event(name, json.readTree(line.substring("data:".length()))));
            }
        }
        return events;
    }

    /** An answer that goes on until it is enough. */
    private static ScriptedSource.Script slow(CountDownLatch enough) {
        return (request, out) -> {
            out.write(head("200 OK", "Content-Length: 1000000\r\n"));
            while (enough.getCount() > 0) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        };
    }

    private String fetch(ScriptedSource source) {
        return publishing()
                .contentType("application/json")
                .body(Map.of("url", source.url("/file.csv")))
                .post("/v1/publishing/datasets/" + dataset + "/fetch")
                .jsonPath()
                .getString("id");
    }

    private String upload(String content) {
        return publishing()
                .multiPart("file", "waiting.csv", content.getBytes(StandardCharsets.UTF_8))
                .post("/v1/publishing/datasets/" + dataset + "/releases")
                .jsonPath()
                .getString("id");
    }

    private static Response cancel(String job) {
        return publishing().post("/v1/publishing/jobs/" + job + "/cancel");
    }

    private static JsonPath job(String id) {
        return publishing().get("/v1/publishing/jobs/" + id).jsonPath();
    }

    private static void awaitStage(String job, String stage) {
        awaitThat(job, now -> now.getString("stage").equals(stage));
    }

    private static void awaitRows(String job) {
        awaitThat(job, now -> now.getLong("rows_read") > 0);
    }

    private static JsonPath awaitEnd(String job) {
        return awaitThat(job, now -> now.getString("stage").equals("finished"));
    }

    private static JsonPath awaitThat(String job, java.util.function.Predicate<JsonPath> condition) {
        Instant latest = Instant.now().plus(LONGEST);
        while (true) {
            JsonPath now = job(job);
            if (condition.test(now)) {
                return now;
            }
            assertThat(Instant.now()).as(now.prettify()).isBefore(latest);
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private void assertNothingChanged() {
        assertThat(get("/v1/datasets/" + dataset + "/records").getInt("page.total"))
                .isEqualTo(2);
        assertThat(get("/v1/datasets/" + dataset + "/releases").getList("data")).hasSize(1);
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(
                        "select count(*) from records.\"" + dataset.replace('-', '_') + "\"");
                ResultSet rows = count.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).as("rows in the table").isEqualTo(2);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
