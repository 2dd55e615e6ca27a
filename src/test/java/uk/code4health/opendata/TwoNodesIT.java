package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.code4health.opendata.ScriptedSource.answer;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;

/** Two nodes on one database never load the same release, and each ends what the other leaves. */
class TwoNodesIT {

    private static final String DATASET = "gp-registered-patients";
    private static final String SCHEDULED = "scheduled-patients";
    private static final String EVERY_FIVE_SECONDS = "0/5 * * * * ?";
    private static final int LARGE = 100_000;

    private Path folder;
    private Map<String, ServiceProcess> nodes;
    private RecordsTableCheck database;
    private int releases;

    @Test
    void eachReleaseIsLoadedByOneNodeAtATimeAndEndedByTheOtherIfThatDies() throws IOException, SQLException {
        folder = ServiceProcess.emptyFolder("two-nodes");
        ScriptedSource.Script file = answer("200 OK", "ETag: \"v1\"\r\n", Files.readAllBytes(file(1_000, 1)));
        try (DebianPostgres server = DebianPostgres.start();
                Connection connection = server.connect();
                ScriptedSource source = ScriptedSource.saying(file)) {
            database = new RecordsTableCheck(connection);
            datasets(source);
            nodes = startTogether(server);
            try {
                theSameFileAtBothIsOneRelease();
                manyJobsAreEachRunOnce();
                aNodeThatSleptSaysNothingMoreOfWhatTheOtherTookOver(connection);
                aNodeThatDiesIsFollowedByTheOther(connection);
                database.assertNothingIsLeft();
                eachScheduledFetchWasMadeOnce();
            } finally {
                nodes.values().forEach(ServiceProcess::close);
            }
        }
    }

    private void theSameFileAtBothIsOneRelease() throws SQLException {
        for (int round = 0; round < 8; round++) {
            Path same = file(2_000, 10 + round);
            List<CompletableFuture<JsonPath>> both = nodes.values().stream()
                    .map(node -> CompletableFuture.supplyAsync(() -> node.awaitEnd(node.upload(DATASET, same))))
                    .toList();
            assertThat(both.stream().map(job -> job.join().getBoolean("unchanged")))
                    .containsExactlyInAnyOrder(true, false);
            releases++;
            assertReleases(2_000);
        }
    }

    private void manyJobsAreEachRunOnce() throws SQLException {
        Map<String, ServiceProcess> jobs = new HashMap<>();
        for (int round = 0; round < 6; round++) {
            for (ServiceProcess node : nodes.values()) {
                jobs.put(node.upload(DATASET, file(3_000, 100 + jobs.size())), node);
                releases++;
            }
        }
        jobs.forEach(
                (job, node) -> assertThat(node.awaitEnd(job).getString("state")).isEqualTo("done"));
        assertReleases(3_000);
        assertThat(database.number("select count(*) from job where attempts > 1"))
                .isZero();
    }

    private void aNodeThatSleptSaysNothingMoreOfWhatTheOtherTookOver(Connection connection)
            throws IOException, SQLException {
        String job = begun(30);
        String sleeper = runner(connection);
        signal("STOP", sleeper);
        await("taken over", () -> attempts() > 1);
        signal("CONT", sleeper);
        assertThat(other(sleeper).awaitEnd(job).getString("release.state")).isEqualTo("published");
        await("the sleeper has noticed", () -> nodes.get(sleeper).log().contains("has taken over the load"));
        releases++;
        assertReleases(LARGE);
        database.assertNothingIsLeft();
    }

    private void aNodeThatDiesIsFollowedByTheOther(Connection connection) throws SQLException {
        String job = begun(31);
        String dying = runner(connection);
        nodes.get(dying).kill();
        ServiceProcess heir = other(dying);
        nodes = Map.of("heir", heir);
        JsonPath ended = heir.awaitEnd(job);
        assertThat(ended.getString("release.state")).as(ended.prettify()).isEqualTo("published");
        assertThat(attempts()).isEqualTo(2);
        releases++;
        assertReleases(LARGE);
    }

    /** After a fetch the next one is due five seconds later, whichever node makes it. */
    private void eachScheduledFetchWasMadeOnce() throws SQLException {
        String jobs = "select %s from job where dataset = '" + SCHEDULED + "'";
        long made = database.number(jobs.formatted("count(*)"));
        assertThat(made).isGreaterThan(2);
        assertThat(database.number(jobs.formatted("count(distinct floor(extract(epoch from created_at) / 5))")))
                .isEqualTo(made);
        assertThat(database.number("select count(*) from release where dataset = '" + SCHEDULED + "'"))
                .isEqualTo(1);
    }

    /** The job of a file of which a tenth has been read. */
    private String begun(int patients) throws SQLException {
        ServiceProcess any = nodes.values().iterator().next();
        String job = any.upload(DATASET, file(LARGE, patients));
        Moment.READ_A_TENTH.await(database, LARGE);
        return job;
    }

    /** The node that copies rows into the table. */
    private static String runner(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select application_name from pg_stat_activity join pg_stat_progress_copy using (pid)"
                                + " where relid = 'records.gp_registered_patients'::regclass")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private ServiceProcess other(String node) {
        return nodes.entrySet().stream()
                .filter(each -> !each.getKey().equals(node))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private long attempts() {
        try {
            return database.number(
                    "select attempts from job where dataset = '" + DATASET + "' order by created_at desc limit 1");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** As many as there were different files, the last of them live. */
    private void assertReleases(int records) throws SQLException {
        assertThat(database.number("select count(*) from release where dataset = '" + DATASET + "'"))
                .isEqualTo(releases);
        ServiceProcess.pause(1_100); // what another node publishes shows within a second
        nodes.values().forEach(node -> assertThat(
                        node.get("/v1/datasets/" + DATASET + "/records?limit=1&total=exact&number_of_patients__gte=0")
                                .getInt("page.total"))
                .isEqualTo(records));
    }

    private Path file(int records, int patients) {
        return RegisteredPatients.write(folder.resolve(patients + ".csv"), "01JAN2024", records, patients);
    }

    /** One that files are uploaded to, and one that both nodes are to fetch from time to time. */
    private void datasets(ScriptedSource source) throws IOException {
        Path bundled = Path.of("datasets", DATASET);
        FileUtils.copyDirectoryToDirectory(
                bundled.toFile(), folder.resolve("datasets").toFile());
        String manifest = Files.readString(bundled.resolve("datapackage.json"))
                .replaceFirst("\"name\": \"" + DATASET + "\"", "\"name\": \"" + SCHEDULED + "\"")
                .replace("https://files.digital.nhs.uk/{folder}/gp-reg-pat-prac-all.csv", source.url("/patients.csv"))
                .replaceFirst(
                        "\"publication\": \\{", "\"publication\": {\"schedule\": \"" + EVERY_FIVE_SECONDS + "\",");
        Path scheduled = Files.createDirectories(folder.resolve("datasets").resolve(SCHEDULED));
        Files.writeString(scheduled.resolve("datapackage.json"), manifest, StandardCharsets.UTF_8);
    }

    private Map<String, ServiceProcess> startTogether(DebianPostgres server) {
        Map<String, CompletableFuture<ServiceProcess>> starting = new HashMap<>();
        for (String name : List.of("node-a", "node-b")) {
            List<String> arguments = new ArrayList<>(List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-Dquarkus.datasource.jdbc.additional-jdbc-properties.ApplicationName=" + name,
                    "-Dopendata.datasets=" + folder.resolve("datasets"),
                    "-Dopendata.samples=false",
                    "-Dopendata.schedules.enabled=true",
                    "-Dopendata.fetch.allowed-hosts=127.0.0.1",
                    "-Dopendata.heartbeat=PT0.5S"));
            starting.put(
                    name,
                    CompletableFuture.supplyAsync(() ->
                            ServiceProcess.start(folder, server.environment(), arguments.toArray(String[]::new))));
        }
        Map<String, ServiceProcess> started = new HashMap<>();
        starting.forEach((name, node) -> started.put(name, node.join()));
        return started;
    }

    private void signal(String signal, String node) throws IOException {
        try {
            new ProcessBuilder(
                            "kill", "-" + signal, String.valueOf(nodes.get(node).pid()))
                    .start()
                    .waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant latest = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(latest);
            ServiceProcess.pause(50);
        }
    }
}
