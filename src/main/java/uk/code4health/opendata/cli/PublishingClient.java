package uk.code4health.opendata.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Speaks to the publishing addresses of a service. */
final class PublishingClient {

    private static final int FIRST_ERROR = 400;

    private final URI server;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    /** The service said no; the message is its own. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    PublishingClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** Sends a file, streamed from the disk, and gives the job that loads it. */
    JsonNode upload(String dataset, Path file) throws IOException, InterruptedException {
        String boundary = "opendata-" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + String.valueOf(file.getFileName()).replace("\"", "_") + "\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        String tail = "\r\n--" + boundary + "--\r\n";
        long length = bytes(head).length + Files.size(file) + bytes(tail).length;
        return send(request("/v1/publishing/datasets/" + dataset + "/releases")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> form(head, file, tail)), length))
                .build());
    }

    JsonNode job(String id) throws IOException, InterruptedException {
        return send(request("/v1/publishing/jobs/" + id).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body = json.readTree(response.body());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new Refused("The service answers " + response.statusCode() + ": "
                    + body.path("detail").asText(body.path("title").asText()));
        }
        return body;
    }

    private static InputStream form(String head, Path file, String tail) {
        try {
            return new SequenceInputStream(Collections.enumeration(List.of(
                    new ByteArrayInputStream(bytes(head)),
                    Files.newInputStream(file),
                    new ByteArrayInputStream(bytes(tail)))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
