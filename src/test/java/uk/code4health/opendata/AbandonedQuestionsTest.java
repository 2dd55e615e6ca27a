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
import java.sql.SQLException;
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
        try (LockedTable locked = new LockedTable(database, "gp_practices")) {
            try (Socket caller = new Socket(service.getHost(), service.getPort())) {
                caller.getOutputStream()
                        .write(("GET " + RECORDS + question + " HTTP/1.1\r\nHost: x\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                locked.awaitBlocked(1);
            }
            locked.awaitBlocked(0);
        }
        assertThat(get(RECORDS + "?limit=1").getInt("page.returned")).isEqualTo(1);
    }
}
