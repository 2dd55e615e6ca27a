package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;

/** Whenever a load is cut short, readers see one release or the other, whole, and the job ends by itself. */
class InterruptedLoadIT {

    private static final String DATASET = "gp-registered-patients";

    /** The highest figure of all records, and how many they are: both of one release, or of two that were mixed. */
    private static final String WHOLE = "/v1/datasets/" + DATASET
            + "/records?limit=1&total=exact&number_of_patients__gte=0&sort=-number_of_patients";

    private static final int BEFORE = 1_000;
    private static final int AFTER = 40_000;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Test
    void aServiceKilledAtAnyMomentOfALoadNeverShowsHalfARelease() throws IOException, SQLException {
        Path folder = ServiceProcess.emptyFolder("interrupted");
        ServiceProcess service = start(folder);
        try {
            Run run = new Run(folder, service);
            for (Moment moment : Moment.values()) {
                String job = run.interrupt(moment, run.service::kill);
                run.service = service = start(folder);
                run.assertRecovered(moment, job);
            }
            run.assertNoOtherReleases();
        } finally {
            service.close();
        }
    }

    @Test
    void aDatabaseKilledAtAnyMomentOfALoadComesBackAndNeverShowsHalfARelease() throws IOException, SQLException {
        Path folder = ServiceProcess.emptyFolder("interrupted-database");
        try (ServiceProcess service = start(folder)) {
            Run run = new Run(folder, service);
            for (Moment moment : Moment.values()) {
                String job = run.interrupt(moment, service::killDatabase);
                service.awaitAnswer();
                run.assertRecovered(moment, job);
            }
            run.assertNoOtherReleases();
        }
    }

    /** A node that has one dataset and hears soon of jobs that an earlier one left. */
    private static ServiceProcess start(Path folder) throws IOException {
        Path datasets = folder.resolve("datasets");
        FileUtils.copyDirectoryToDirectory(Path.of("datasets", DATASET).toFile(), datasets.toFile());
        return ServiceProcess.start(
                folder,
                "-XX:TieredStopAtLevel=1",
                "-Dopendata.datasets=" + datasets,
                "-Dopendata.samples=false",
                "-Dopendata.heartbeat=PT0.4S");
    }

    /** One release after the other, each a little larger and with higher figures than all before, and each interrupted. */
    private static final class Run {

        private final Path folder;
        private ServiceProcess service;
        private int records = BEFORE;
        private int patients = 1;
        private int releases = 1;

        Run(Path folder, ServiceProcess service) {
            this.folder = folder;
            this.service = service;
            service.awaitEnd(service.upload(DATASET, file(records, patients)));
        }

        private Path file(int rows, int figure) {
            return RegisteredPatients.write(folder.resolve("patients.csv"), "01JAN2024", rows, figure);
        }

        private int nextRecords() {
            return AFTER + patients;
        }

        /** Brings in the next release, and does something to it at the moment; the answer is its job, if there is one. */
        String interrupt(Moment moment, Runnable interruption) throws IOException, SQLException {
            Path file = file(nextRecords(), patients + 1);
            try (Connection connection = service.connect();
                    Connection holding = service.connect()) {
                if (moment == Moment.HALF_UPLOADED) {
                    Socket upload = halfOf(file);
                    interruption.run();
                    upload.close();
                    return "";
                }
                if (moment == Moment.UPLOADED_AND_NOT_YET_A_JOB) {
                    moment.holdUp(holding);
                    CompletableFuture<String> upload =
                            CompletableFuture.supplyAsync(() -> service.upload(DATASET, file));
                    moment.await(new RecordsTableCheck(connection), nextRecords());
                    interruption.run();
                    assertThat(upload).failsWithin(LONGEST);
                    return "";
                }
                String job = service.upload(DATASET, file);
                moment.holdUp(holding);
                moment.await(new RecordsTableCheck(connection), nextRecords());
                assertWhole();
                interruption.run();
                return job;
            }
        }

        private Socket halfOf(Path file) throws IOException {
            URI address = URI.create(service.address());
            Socket socket = new Socket(address.getHost(), address.getPort());
            byte[] content = Files.readAllBytes(file);
            String head = """
                    POST /v1/publishing/datasets/%s/releases HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: multipart/form-data; boundary=x\r
                    Content-Length: %d\r
                    \r
                    --x\r
                    Content-Disposition: form-data; name="file"; filename="patients.csv"\r
                    \r
                    """.formatted(DATASET, ServiceProcess.TOKEN, content.length);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(content, 0, content.length / 2);
            socket.getOutputStream().flush();
            return socket;
        }

        /** All is one release or the other until the job ends, which it does by itself, and then it is the new one. */
        void assertRecovered(Moment moment, String job) throws SQLException {
            if (!moment.isBeforeTheJob()) {
                JsonPath ended = watchToTheEnd(job);
                assertThat(ended.getString("release.state"))
                        .as(moment + ended.prettify())
                        .isEqualTo("published");
                assertThat(ended.getInt("rows_loaded"))
                        .as(moment + ended.prettify())
                        .isEqualTo(nextRecords());
                assertThat(ended.getBoolean("unchanged")).isFalse();
                records = nextRecords();
                patients++;
                releases++;
            }
            assertThat(assertWhole()).isEqualTo(records);
            try (Connection connection = service.connect()) {
                RecordsTableCheck database = new RecordsTableCheck(connection);
                database.assertNothingIsLeft();
                if (moment.isAmidTheLoad()) {
                    assertThat(database.number("select attempts from job order by created_at desc limit 1"))
                            .as("the load was cut short: " + moment)
                            .isGreaterThan(1);
                }
            }
        }

        private JsonPath watchToTheEnd(String job) {
            Instant latest = Instant.now().plus(LONGEST);
            while (true) {
                JsonPath now = service.job(job);
                assertWhole();
                if (List.of("done", "failed").contains(String.valueOf(now.getString("state")))) {
                    return now;
                }
                assertThat(Instant.now())
                        .as("the end of the job in time: " + now.prettify() + service.log())
                        .isBefore(latest);
                ServiceProcess.pause(50);
            }
        }

        /** Whoever gets an answer gets all of one release; the answer is how many records that has. */
        private int assertWhole() {
            Response answer = given().urlEncodingEnabled(false).get(service.address() + WHOLE);
            if (answer.statusCode() >= 500) { // the database has just been killed
                return 0;
            }
            int total = answer.jsonPath().getInt("page.total");
            assertThat(total).as(answer.asString()).isIn(records, nextRecords());
            assertThat(answer.jsonPath().getInt("data[0].number_of_patients"))
                    .as(answer.asString())
                    .isEqualTo(total == records ? patients : patients + 1);
            return total;
        }

        void assertNoOtherReleases() throws SQLException {
            assertThat(service.get("/v1/datasets/" + DATASET + "/releases").getList("data"))
                    .as("a release for each file that came whole")
                    .hasSize(releases);
            try (Connection connection = service.connect()) {
                assertThat(new RecordsTableCheck(connection).number("select count(*) from release"))
                        .isEqualTo(releases);
            }
        }
    }
}
