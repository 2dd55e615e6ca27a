package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers take turns, and what waits is in nobody's way. Questions to a table that is locked last until it no longer is. */
@QuarkusTest
@TestProfile(QuestionTurnsTest.TwoAtATime.class)
class QuestionTurnsTest extends ServiceTest {

    private static final String PATIENTS = "/v1/datasets/many-patients/records";
    private static final String WHOLE_FILE = PATIENTS + "?format=csv&number_of_patients__ne=";
    private static final String HEAVY = PATIENTS + "?format=csv&where="
            + IntStream.range(0, 150)
                    .mapToObj(number -> "number_of_patients%3C%3E" + (1000 + number))
                    .collect(Collectors.joining("%20AND%20"))
            + "&number_of_patients__ne=";
    private static final String LIGHT = PATIENTS + "?limit=1&practice_code=A00001&age__ne=";
    private static final String OF_ANOTHER_TABLE = "/v1/datasets/gp-practices/records?limit=1&name__ne=";
    private static final int ROWS = 60_000;

    private static final String ONE = "127.0.0.1";
    private static final String ANOTHER = "127.0.0.2";

    @TestHTTPResource
    URL service;

    @Inject
    AgroalDataSource database;

    @TempDir
    static Path folder;

    private final List<Socket> waiting = new ArrayList<>();

    /** A service that answers two light and two heavy questions at a time. */
    public static class TwoAtATime implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "opendata.questions.at-a-time", "2",
                    "opendata.questions.heavy-at-a-time", "2",
                    "opendata.questions.heavy-cost", "10000");
        }
    }

    @BeforeEach
    void load() {
        loadManyPatients(folder, ROWS);
        for (String question : List.of(LIGHT, WHOLE_FILE, HEAVY, OF_ANOTHER_TABLE)) { // what they cost is known
            assertThat(given().urlEncodingEnabled(false).get(question + "0").statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
    }

    @Test
    void whoeverAsksOnceDoesNotWaitForAllOfWhomeverAsksOften() throws SQLException, IOException {
        List<Socket> often = new ArrayList<>();
        Socket once;
        try (LockedTable locked = new LockedTable(database, "many_patients")) {
            for (int number = 1; number <= 300; number++) {
                often.add(ask(ONE, LIGHT + number));
            }
            locked.awaitBlocked(2);
            once = ask(ANOTHER, LIGHT + 1000);
            pause();
        }

        assertThat(once.getInputStream().read()).isEqualTo('H');
        long before = 0;
        for (Socket socket : often) {
            before += socket.getInputStream().available() > 0 ? 1 : 0;
        }
        assertThat(before).isLessThan(150);
        for (Socket socket : often) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void heavyQuestionsThatWaitLeaveRoomForLightOnes() throws SQLException, IOException {
        try (LockedTable locked = new LockedTable(database, "many_patients")) {
            for (int number = 1; number <= 10; number++) {
                ask(ONE, HEAVY + number);
            }
            locked.awaitBlocked(1);

            assertThat(given().get(OF_ANOTHER_TABLE + "1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theLastPlaceOfHeavyQuestionsIsForAnotherCaller() throws SQLException, IOException {
        try (LockedTable locked = new LockedTable(database, "many_patients")) {
            ask(ONE, HEAVY + 21);
            ask(ONE, HEAVY + 22);
            locked.awaitBlocked(1);
            ask(ANOTHER, HEAVY + 23);
            locked.awaitBlocked(2);
        }
        List<CompletableFuture<String>> answers = waiting.stream()
                .map(socket ->
                        CompletableFuture.supplyAsync(() -> answer(socket), reading -> new Thread(reading).start()))
                .toList();
        for (CompletableFuture<String> answer : answers) {
            assertThat(answer.join()).startsWith("HTTP/1.1 200").contains("X-Record-Count: ");
        }
    }

    @Test
    void whoeverTakesFilesSlowlyLeavesRoomForOthers() throws IOException {
        for (int number = 1; number <= 10; number++) {
            ask(ONE, WHOLE_FILE + (40 + number));
        }

        assertThat(given().get(LIGHT + 3000).statusCode()).isEqualTo(200);
        assertThat(answer(ask(ANOTHER, WHOLE_FILE + 60)))
                .startsWith("HTTP/1.1 200")
                .contains("X-Record-Count: ");
    }

    @Test
    void whoeverHangsUpLeavesAtOnceAndIsNoErrorOfOurs() throws IOException {
        ErrorWatch watch = new ErrorWatch();
        try (watch) {
            for (int number = 71; number <= 75; number++) {
                Socket socket = ask(ONE, WHOLE_FILE + number);
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                socket.close();
            }
            assertThat(answer(ask(ONE, WHOLE_FILE + 76))).contains("X-Record-Count: ");
            pause();
        }
        assertThat(watch.errors()).isEmpty();
    }

    @Test
    void thoseWhoWaitForTheSameAnswerLeaveRoomForOthers() throws SQLException, IOException {
        try (LockedTable locked = new LockedTable(database, "many_patients")) {
            for (int asker = 0; asker < 5; asker++) {
                ask(ONE, LIGHT + 2000);
            }
            locked.awaitBlocked(1);

            assertThat(given().get(OF_ANOTHER_TABLE + "2").statusCode()).isEqualTo(200);
        }
        for (Socket socket : waiting) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    /** Asks, from one of the addresses of this machine, and does not wait for the answer. */
    private Socket ask(String from, String question) throws IOException {
        Socket socket =
                new Socket(InetAddress.getByName(service.getHost()), service.getPort(), InetAddress.getByName(from), 0);
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("GET " + question + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        waiting.add(socket);
        return socket;
    }

    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
