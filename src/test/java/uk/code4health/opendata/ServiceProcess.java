package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;

/** The service as it is delivered, in a process of its own, on a free port. */
final class ServiceProcess implements AutoCloseable {

    static final String TOKEN = "token-of-a-process";

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Pattern READY = Pattern.compile("Ready at (http://\\S+): (\\d+) datasets, (\\d+) records");
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_JOB = Duration.ofMinutes(8);

    private final Process process;
    private final Path database;
    private final Path log;
    private final String address;

    private ServiceProcess(Process process, Path database, Path log, String address) {
        this.process = process;
        this.database = database;
        this.log = log;
        this.address = address;
    }

    /** An empty folder for a service's database. */
    static Path emptyFolder(String name) {
        try {
            Path folder = Path.of("target", "processes", name);
            FileUtils.deleteDirectory(folder.toFile());
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts the service with its database in a folder, and waits until it says that it is ready. */
    static ServiceProcess start(Path folder, String... jvmArguments) {
        return start(folder, Map.of("OPENDATA_BOOTSTRAP_TOKEN", TOKEN), jvmArguments);
    }

    static ServiceProcess start(Path folder, Map<String, String> environment, String... jvmArguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(List.of(
                "-Dquarkus.http.port=0",
                "-Dopendata.schedules.enabled=false",
                "-Dopendata.database.folder=" + folder.resolve("postgres")));
        command.addAll(List.of(jvmArguments));
        command.addAll(List.of("-jar", JAR.toString()));
        try {
            Path log = Files.createTempFile(folder, "service", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("OPENDATA_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new ServiceProcess(process, folder, log, awaitReady(process, log));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static Path jar() {
        return JAR;
    }

    private static String awaitReady(Process process, Path log) throws IOException {
        Instant latest = Instant.now().plus(LONGEST_START);
        while (Instant.now().isBefore(latest) && process.isAlive()) {
            Matcher ready = READY.matcher(Files.readString(log));
            if (ready.find()) {
                return ready.group(1);
            }
            pause(50);
        }
        process.destroyForcibly();
        throw new AssertionError("The service did not get ready:\n" + Files.readString(log));
    }

    String address() {
        return address;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    JsonPath get(String path) {
        Response response = given().urlEncodingEnabled(false).get(address + path);
        assertThat(response.statusCode()).as(path + ": " + response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    /** Waits until it answers questions, which it cannot while its database is away. */
    void awaitAnswer() {
        Instant latest = Instant.now().plus(LONGEST_START);
        while (given().get(address + "/v1/datasets/gp-registered-patients/records?limit=1&total=exact&sex=MALE")
                        .statusCode()
                != 200) {
            assertThat(Instant.now()).as("an answer in time:\n" + log()).isBefore(latest);
            pause(100);
        }
    }

    /** Brings a file in; the answer is the address of its job. */
    String upload(String dataset, Path file) {
        Response accepted = given().header("Authorization", "Bearer " + TOKEN)
                .multiPart("file", file.toFile())
                .post(address + "/v1/publishing/datasets/" + dataset + "/releases");
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return accepted.header("Location");
    }

    JsonPath job(String path) {
        return given().header("Authorization", "Bearer " + TOKEN)
                .get(address + path)
                .jsonPath();
    }

    JsonPath awaitEnd(String jobPath) {
        Instant latest = Instant.now().plus(LONGEST_JOB);
        while (true) {
            JsonPath job = job(jobPath); // a problem while the database is away, and then it has no such state
            if (List.of("done", "failed").contains(job.getString("state"))) {
                return job;
            }
            assertThat(Instant.now())
                    .as("the end of the job in time: " + job.prettify())
                    .isBefore(latest);
            pause(100);
        }
    }

    /** Reads a whole dataset in one of the formats, as a stream, and counts its lines. */
    long countLines(String dataset, String format) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                URI.create(address + "/v1/datasets/" + dataset + "/records?format=" + format)
                        .toURL()
                        .openStream(),
                StandardCharsets.UTF_8))) {
            return lines.lines().count();
        }
    }

    /** Keeps an answer as a file. */
    Path download(String path, Path file) throws IOException {
        try (InputStream answer = URI.create(address + path).toURL().openStream()) {
            Files.copy(answer, file);
            return file;
        }
    }

    /** As {@code kill -9} does it: no hook runs, nothing is tidied. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Kills its own database server in the same way. */
    void killDatabase() {
        ProcessHandle server = ProcessHandle.of(Long.parseLong(ofDatabase(0))).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    /** A connection to its own database server. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ofDatabase(3) + "/postgres", "postgres", "");
    }

    /** A line of what PostgreSQL writes down of a server that runs: its process first, its port in the fourth. */
    private String ofDatabase(int line) {
        try {
            return Files.readAllLines(database.resolve("postgres/data/postmaster.pid"))
                    .get(line)
                    .strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill} does it. */
    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("stopped in time:\n" + log())
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
