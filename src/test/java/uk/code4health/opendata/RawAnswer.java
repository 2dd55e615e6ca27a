package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * An answer byte for byte, with what clients do not show: the coding it was sent in, and the trailers behind it.
 *
 * @param letters the body, a letter for a byte, without the frames of chunks, and still compressed if it was
 */
record RawAnswer(int status, List<String> headers, String letters, List<String> trailers) {

    private static final String LINE_END = "\r\n";

    /** Asks with these header lines and no others. */
    static RawAnswer to(URL service, String method, String address, String... headers) throws IOException {
        return exchange(service, "x", method, address, headers);
    }

    /** Asks under some name of a host. */
    static RawAnswer withHost(URL service, String host, String address) throws IOException {
        return exchange(service, host, "GET", address);
    }

    private static RawAnswer exchange(URL service, String host, String method, String address, String... headers)
            throws IOException {
        StringBuilder request = new StringBuilder(method + " " + address + " HTTP/1.1\r\nHost: " + host + "\r\n");
        Arrays.stream(headers).forEach(header -> request.append(header).append(LINE_END));
        request.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    Optional<String> header(String name) {
        return valueOf(name, headers);
    }

    Optional<String> trailer(String name) {
        return valueOf(name, trailers);
    }

    byte[] body() {
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The body before it was coded. */
    byte[] decoded() throws IOException {
        InputStream body = new ByteArrayInputStream(body());
        return switch (header("Content-Encoding").orElse("identity")) {
            case "identity" -> body.readAllBytes();
            case "gzip" -> new GZIPInputStream(body).readAllBytes();
            case "zstd" -> new ZstdInputStream(body).readAllBytes();
            default -> throw new IOException("an unknown coding: " + headers);
        };
    }

    String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    private static Optional<String> valueOf(String name, List<String> fields) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return fields.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
                .map(field -> field.substring(start.length()).strip())
                .findFirst();
    }

    private static RawAnswer parse(String answer) {
        int body = answer.indexOf("\r\n\r\n");
        assertThat(body).as("an answer: " + answer).isPositive();
        List<String> head = List.of(answer.substring(0, body).split(LINE_END));
        int status = Integer.parseInt(head.get(0).substring(9, 12));
        String rest = answer.substring(body + 4);
        boolean isChunked =
                valueOf("Transfer-Encoding", head).filter("chunked"::equals).isPresent();
        return isChunked && !rest.isEmpty()
                ? unchunked(status, head, rest)
                : new RawAnswer(status, head, rest, List.of());
    }

    private static RawAnswer unchunked(int status, List<String> head, String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int lineEnd = chunks.indexOf(LINE_END, at);
            assertThat(lineEnd).as("a last chunk").isNotNegative();
            int length = Integer.parseInt(chunks.substring(at, lineEnd), 16);
            at = lineEnd + 2;
            if (length == 0) {
                return new RawAnswer(status, head, body.toString(), trailers(chunks.substring(at)));
            }
            body.append(chunks, at, at + length);
            at += length + 2;
        }
    }

    private static List<String> trailers(String end) {
        return Arrays.stream(end.split(LINE_END))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
