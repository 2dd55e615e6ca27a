package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A question ends when whoever asked it hangs up. */
@QuarkusTest
class AbandonedQuestionsTest extends ServiceTest {

    private static final String RECORDS = "/v1/datasets/gp-practices/records";

    @TestHTTPResource
    URL service;

    @Inject
    AgroalDataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"?name__contains=abandoned", "?name__contains=abandoned&format=csv"})
    void itsStatementIsCancelled(String question) throws SQLException, IOException {
        get(RECORDS + question.replace("abandoned", "not-abandoned")); // what it costs is known
        try (Connection locking = database.getConnection();
                Statement lock = locking.createStatement();
                Connection watching = database.getConnection();
                Statement sql = watching.createStatement()) {
            locking.setAutoCommit(false);
            lock.execute("lock table records.gp_practices in access exclusive mode");
            try (Socket caller = new Socket(service.getHost(), service.getPort())) {
                caller.getOutputStream()
                        .write(("GET " + RECORDS + question + " HTTP/1.1\r\nHost: x\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                awaitBlocked(sql, 1);
            }
            awaitBlocked(sql, 0);
            locking.rollback();
        }
        assertThat(get(RECORDS + "?limit=1").getInt("page.returned")).isEqualTo(1);
    }

    private static void awaitBlocked(Statement sql, int statements) throws SQLException {
        Instant latest = Instant.now().plusSeconds(10);
        while (blocked(sql) != statements) {
            assertThat(Instant.now()).as("blocked statements: " + statements).isBefore(latest);
            pause();
        }
    }

    private static int blocked(Statement sql) throws SQLException {
        try (ResultSet found = sql.executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%gp_practices%' and pid <> pg_backend_pid()")) {
            found.next();
            return found.getInt(1);
        }
    }
}
