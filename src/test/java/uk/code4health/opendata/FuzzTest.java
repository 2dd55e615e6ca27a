package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.code4health.opendata.fuzz.Fuzz;
import uk.code4health.opendata.platform.EmbeddedDatabase;

/**
 * Whatever is asked, the answer is one: whole, in time, a problem that explains itself, or "later"; and nothing but the
 * role that may only read ever comes near the records.
 *
 * <p>{@code -Dfuzz.requests=100000} sends more than a build does, {@code -Dfuzz.seed=…} others. A failure names the seed and
 * the requests, each as a command for {@code curl}.
 */
@QuarkusTest
@TestProfile(FuzzTest.Watched.class)
class FuzzTest extends ServiceTest {

    private static final Logger LOG = Logger.getLogger(FuzzTest.class);

    /** The same for each build, so that it fails for what was changed. */
    private static final long SEED = Long.getLong("fuzz.seed", 4);

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 5_000);
    private static final String PATIENTS_DATASET = "fuzzed-patients";
    private static final int PATIENTS = 1_500;

    /** A statement may take so long, as application.properties has it; a question has several, and waits for its turn. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20 + 10);

    @TestHTTPResource
    URL service;

    @Inject
    AgroalDataSource database;

    @TempDir
    Path folder;

    /** A service whose database keeps count of statements and of the roles that ran them. */
    public static class Watched implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(WatchedDatabase.class));
        }
    }

    /** The database of the tests, set up for counting, which needs a second start. */
    public static class WatchedDatabase extends TestDatabase {

        private static final Map<String, String> SETTINGS = Map.of(
                "shared_preload_libraries", "pg_stat_statements",
                "pg_stat_statements.max", "50000",
                "pg_stat_statements.track", "all");

        @Override
        protected EmbeddedDatabase open(Path folder) throws IOException {
            try (EmbeddedDatabase first = super.open(folder);
                    Connection connection = DriverManager.getConnection(first.jdbcUrl());
                    Statement sql = connection.createStatement()) {
                for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
                    sql.execute("alter system set " + setting.getKey() + " = '" + setting.getValue() + "'");
                }
            } catch (SQLException failure) {
                throw new IOException(failure);
            }
            return super.open(folder);
        }
    }

    @Test
    void everyRequestIsAnsweredWholeInTimeAndByTheReaderAlone() throws IOException, SQLException {
        registerLike("gp-registered-patients", PATIENTS_DATASET);
        for (String date : List.of("01MAR2024", "01APR2024")) {
            load(
                    PATIENTS_DATASET,
                    RegisteredPatients.write(folder.resolve(date + ".csv"), date, PATIENTS, date.length()));
        }
        List<String> asked = new ArrayList<>(Bundled.datasets());
        asked.add(PATIENTS_DATASET);
        Fuzz fuzz = new Fuzz(service, asked, SEED, LONGEST_ANSWER);
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("create extension if not exists pg_stat_statements");
            sql.execute("select pg_stat_statements_reset()");
            List<String> complaints = fuzz.run(REQUESTS);
            LOG.infof("Seed %d: %s", SEED, fuzz.tally());
            assertThat(complaints).as(fuzz.tally().toString()).isEmpty();
            assertOnlyTheReaderRead(sql);
        }
        assertThat(fuzz.tally().hasEvery(200)).as(fuzz.tally().toString()).isTrue();
        assertThat(fuzz.tally().hasEvery(400)).as(fuzz.tally().toString()).isTrue();
        assertThat(fuzz.tally().shareOfSuccesses()).as(fuzz.tally().toString()).isGreaterThan(1 / 3.0);
    }

    /** By the role that was the current one, not by the one that had logged in. */
    private static void assertOnlyTheReaderRead(Statement sql) throws SQLException {
        String statements =
                "select query from pg_stat_statements join pg_roles on pg_roles.oid = userid where rolname ";
        assertThat(queries(sql, statements + "= 'postgres_reader' and query like '%\"records\".%'"))
                .as("counted")
                .hasSizeGreaterThan(100);
        assertThat(queries(
                        sql,
                        statements
                                + "= 'postgres_reader' and query !~* '^[(]*(select|with|explain|begin|rollback)\\M'"))
                .as("no statement but a reading one by the reader")
                .isEmpty();
        assertThat(queries(
                        sql,
                        statements + "<> 'postgres_reader' and (query ~ '\"?records\"?\\.\"?[a-z]'"
                                + " or query ~* '^(insert|update|delete|merge|copy|create|alter|drop|truncate)\\M'"
                                + " and query !~* '\\mscheduled_tasks\\M|pg_stat_statements')"))
                .as("nothing of records by anybody else, nothing written but when the next task is due")
                .isEmpty();
    }

    private static List<String> queries(Statement sql, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
