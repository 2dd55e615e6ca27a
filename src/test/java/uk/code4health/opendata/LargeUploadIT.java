package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uploads up to the limit are taken in little memory, whoever sends them; beyond it they are refused in words. */
class LargeUploadIT {

    private static final String RELEASES = "/v1/publishing/datasets/gp-registered-patients/releases";
    private static final int MEGABYTE = 1 << 20;
    private static final int LIMIT = 420 * MEGABYTE;
    private static final String BEGINNING =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"zeros.csv\"\r\n\r\n";
    private static final String END = "\r\n--x--\r\n";

    private static Path folder;
    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        folder = ServiceProcess.emptyFolder("large-upload");
        service = ServiceProcess.start(
                folder, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-Dquarkus.http.limits.max-body-size=" + LIMIT);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aClientThatWouldRatherSpeakHttp2NeedsNoMoreMemory() throws IOException, InterruptedException {
        Path file = folder.resolve("zeros.csv");
        try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
            zeros.setLength(410L * MEGABYTE);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + RELEASES))
                .header("Authorization", "Bearer " + ServiceProcess.TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(BEGINNING), BodyPublishers.ofFile(file), BodyPublishers.ofString(END)))
                .build();
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .build()
                .send(request, BodyHandlers.ofString());
        Files.delete(file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonPath job = service.awaitEnd(answer.headers().firstValue("Location").orElseThrow());
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("failed");
    }

    @Test
    void aLengthBeyondTheLimitIsRefusedBeforeTheBodyIsSent() throws IOException {
        try (Socket connection = connect()) {
            send(connection, head("Content-Length: 9000000000\r\nExpect: 100-continue\r\n"));
            assertRefused(connection, "9000000000 bytes long");
        }
    }

    @Test
    void aClientThatTalksBeforeItListensHearsTheRefusalToo() throws IOException {
        try (Socket connection = connect()) {
            int length = LIMIT + 4 * MEGABYTE;
            send(connection, head("Content-Length: " + length + "\r\nConnection: close\r\n"));
            byte[] megabyte = new byte[MEGABYTE];
            for (int sent = 0; sent < length; sent += MEGABYTE) {
                connection.getOutputStream().write(megabyte);
            }
            assertRefused(connection, length + " bytes long");
        }
    }

    @Test
    void aBodyOfUnsaidLengthIsRefusedWhenItHasBecomeTooLarge() throws IOException {
        try (Socket connection = connect()) {
            send(connection, head("Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n"));
            chunk(connection, BEGINNING.getBytes(StandardCharsets.US_ASCII));
            byte[] megabyte = new byte[MEGABYTE];
            for (int sent = 0; sent < LIMIT + 4 * MEGABYTE; sent += MEGABYTE) {
                chunk(connection, megabyte);
            }
            chunk(connection, END.getBytes(StandardCharsets.US_ASCII));
            chunk(connection, new byte[0]);
            assertRefused(connection, "larger than this service takes");
        }
    }

    private static String head(String headers) {
        return "POST " + RELEASES + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ServiceProcess.TOKEN
                + "\r\nContent-Type: multipart/form-data; boundary=x\r\n" + headers + "\r\n";
    }

    private static Socket connect() throws IOException {
        URI root = URI.create(service.address());
        Socket connection = new Socket(root.getHost(), root.getPort());
        connection.setSoTimeout(30_000);
        return connection;
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void chunk(Socket connection, byte[] content) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write((Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertRefused(Socket connection, String reason) throws IOException {
        InputStream in = connection.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("}") < 0) {
            int next = in.read();
            assertThat(next).as("more after: " + answer).isNotNegative();
            answer.append((char) next);
        }
        String whole = answer.toString().replaceFirst("^HTTP/1.1 100 Continue\r\n\r\n", "");
        assertThat(whole).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
        JsonPath problem = JsonPath.from(whole.substring(whole.indexOf("\r\n\r\n")));
        assertThat(problem.getString("type")).isEqualTo("/problems/body-too-large");
        assertThat(problem.getString("detail")).contains(reason, "420 MB (" + LIMIT + " bytes)");
        if (whole.contains("connection: close")) {
            assertThat(in.read()).as("what follows the answer").isNegative();
        }
    }
}
