package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses beyond what the server reads: refused in words, even to a client that talks to the end before it listens. */
class OverlongAddressIT {

    @ParameterizedTest
    @ValueSource(ints = {70_000, 10 << 20})
    void isRefusedWithAProblemThatHelps(int length) throws IOException {
        Path folder = ServiceProcess.emptyFolder("overlong-address");
        try (ServiceProcess service = ServiceProcess.start(folder, "-Xmx256m")) {
            String answer = ask(service, "/v1/datasets/gp-practices/records?name=" + "a".repeat(length));
            assertThat(answer).startsWith("HTTP/1.1 414 ").contains("content-type: application/problem+json\r\n");
            JsonPath problem = JsonPath.from(answer.substring(answer.indexOf("\r\n\r\n")));
            assertThat(problem.getString("type")).isEqualTo("/problems/uri-too-long");
            assertThat(problem.getString("detail")).contains("several questions");
            assertThat(ask(service, "/v1/datasets")).startsWith("HTTP/1.1 200 ");
        }
    }

    private static String ask(ServiceProcess service, String address) throws IOException {
        URI root = URI.create(service.address());
        try (Socket connection = new Socket(root.getHost(), root.getPort())) {
            String request = "GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = connection.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
