package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.bench.Patients;
import uk.code4health.opendata.bench.Serving;
import uk.code4health.opendata.bench.Settings;
import uk.code4health.opendata.bench.Tools;

/**
 * How many answers a second the service gives, beside what PostgreSQL itself gives to {@code pgbench} and nginx from files:
 * {@code mvn -Pbench verify -Dit.test=ServeBench}.
 */
class ServeBench {

    /** What anybody would give a server of a few gigabytes of memory that does little but answer from it. */
    static final String[] TUNED = {
        "shared_buffers=1GB",
        "effective_cache_size=3GB",
        "work_mem=16MB",
        "maintenance_work_mem=256MB",
        "random_page_cost=1.1",
        "max_wal_size=4GB",
        "checkpoint_timeout=30min"
    };

    private static final Path RESULT = Path.of("target", "bench", "serve.md");
    private static final int RECORDS_OF_A_PRACTICE = 192;
    private static final long LARGEST_FILE = 5_000_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("ddMMMyyyy", Locale.UK);

    @Test
    void answersCostLittleMoreThanTheyMust() throws IOException, SQLException {
        Tools.require();
        Settings settings = Settings.read();
        Path folder = ServiceProcess.emptyFolder("serve");
        try (DebianPostgres database = DebianPostgres.start(TUNED);
                ServiceProcess service = ServiceProcess.start(folder, database.environment(), jvmArguments(settings));
                Connection sql = database.connect()) {
            Patients patients = load(service, folder, settings.rows());
            vacuum(sql);
            Serving serving = Serving.measure(
                    settings, patients, service.address(), sql, database.port(), folder.resolve("nginx"));
            write(RESULT, serving.markdown() + "\nPostgreSQL 15 with `" + String.join("`, `", TUNED) + "`.\n");
            assertThat(serving.failures()).isEmpty();
        }
    }

    static String[] jvmArguments(Settings settings, String... more) {
        return Stream.concat(
                        Stream.concat(settings.jvm().stream(), Stream.of("-Dopendata.samples=false")), Stream.of(more))
                .toArray(String[]::new);
    }

    /** Once loaded, every page is all-visible and its statistics are true, as they would be a little later anyway. */
    static void vacuum(Connection sql) throws SQLException {
        try (Statement statement = sql.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    static void write(Path file, String markdown) throws IOException {
        System.out.println(markdown);
        Files.createDirectories(file.getParent());
        Files.writeString(file, markdown);
    }

    /** By the service's own means: as many months' files as it takes. */
    private static Patients load(ServiceProcess service, Path folder, long rows) throws IOException {
        long files = (rows + LARGEST_FILE - 1) / LARGEST_FILE;
        long ofFile = rows / files;
        for (int month = 0; month < files; month++) {
            String day = DAY.format(LocalDate.of(2020, 1, 1).plusMonths(month)).toUpperCase(Locale.UK);
            Path file = RegisteredPatients.write(folder.resolve("patients.csv"), day, ofFile, 5);
            publish(service, Patients.ID, file, ofFile);
        }
        return new Patients((int) (ofFile / RECORDS_OF_A_PRACTICE), ofFile * files);
    }

    static void publish(ServiceProcess service, String dataset, Path file, long rows) throws IOException {
        JsonPath job = service.awaitEnd(service.upload(dataset, file));
        assertThat(job.getString("release.state")).as(job.prettify()).isEqualTo("published");
        assertThat(job.getLong("rows_loaded")).isEqualTo(rows);
        Files.delete(file);
    }
}
