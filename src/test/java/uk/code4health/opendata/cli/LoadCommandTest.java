package uk.code4health.opendata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command {@code load}, spoken to by a service that says what it is told to. */
class LoadCommandTest {

    private static final String PUBLISHED = """
            {"id": "j1", "stage": "finished", "bytes_total": 9, "rows_loaded": 2, "rows_rejected": 0, "rows_skipped": 1,
             "release": {"id": "r7", "state": "published"}, "findings": []}
            """;

    private static final String QUARANTINED = """
            {"id": "j1", "stage": "finished", "release": {"id": "r7", "state": "quarantined"},
             "findings": [{"line": 3, "field": "period", "reason": "The cell is not a period."}],
             "problem": {"detail": "Too many rows cannot be read."}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer service;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    private final AtomicReference<String> uploaded = new AtomicReference<>("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("april.csv"), "a,b\n1,2\n");
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void aPublishedFileEndsWithZero() {
        serviceAnswers(202, PUBLISHED);

        assertThat(load(file)).isZero();
        assertThat(out)
                .hasToString(
                        "Published as release r7: 2 records, 0 rows rejected, 1 skipped." + System.lineSeparator());
        assertThat(uploaded.get())
                .startsWith("Bearer secret ")
                .contains("name=\"file\"; filename=\"april.csv\"", "\r\n\r\na,b\n1,2\n\r\n--");
    }

    @Test
    void aQuarantinedFileEndsWithOneAndSaysWhy() {
        serviceAnswers(202, QUARANTINED);

        assertThat(load(file)).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "line 3, period The cell is not a period.", "Not published. Too many rows cannot be read.");
    }

    @Test
    void theServicesRefusalIsPassedOn() {
        serviceAnswers(404, "{\"title\": \"No such dataset\", \"detail\": \"No dataset has the id ae.\"}");

        assertThat(load(file)).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("The service answers 404: No dataset has the id ae.");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = folder.resolve("may.csv");

        assertThat(load(missing)).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("There is no file " + missing + " that can be read.");
    }

    @Test
    void aServiceThatIsNotThereIsNamed() {
        service.stop(0);

        assertThat(load(file)).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("Nothing answers at " + address() + ".");
    }

    @Test
    void aBlankTokenIsAskedFor() {
        assertThat(run("load", "ae", file.toString(), "--token", " ")).isEqualTo(1);
        assertThat(err.toString()).startsWith("Give the token for publishing");
    }

    private int load(Path path) {
        return run("load", "ae", path.toString(), "--server", address(), "--token", "secret");
    }

    private int run(String... arguments) {
        return new CommandLine(new OpenDataCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String address() {
        return "http://127.0.0.1:" + service.getAddress().getPort();
    }

    private void serviceAnswers(int status, String body) {
        byte[] answer = body.getBytes(StandardCharsets.UTF_8);
        service.createContext("/v1/publishing/datasets/ae/releases", exchange -> {
            uploaded.set(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
    }
}
