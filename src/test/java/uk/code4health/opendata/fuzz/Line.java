package uk.code4health.opendata.fuzz;

import io.restassured.path.json.JsonPath;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection that requests are sent on one after the other, byte for byte: no client sends what no address may hold,
 * or hides how an answer ended.
 */
final class Line implements Closeable {

    private final String host;
    private final int port;
    private final int longestSilence;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    Line(String host, int port, Duration longestSilence) {
        this.host = host;
        this.port = port;
        this.longestSilence = (int) longestSilence.toMillis();
        close();
    }

    /**
     * Asks, and reads the answer to its end.
     *
     * @throws IOException if it does not come, or ends before its end
     */
    Answer ask(Asked asked) throws IOException {
        if (socket.isClosed()) {
            socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(longestSilence);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }
        try {
            long start = System.nanoTime();
            socket.getOutputStream().write(asked.bytes());
            Answer answer = read(asked, start);
            if (answer.isLastOfItsConnection()) {
                close();
            }
            return answer;
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Reads what must be there. */
    JsonPath json(String address) throws IOException {
        Answer answer = ask(new Asked(Endpoint.RECORDS, "GET", address, List.of()));
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() != 200) {
            throw new IOException(address + ": " + text);
        }
        return JsonPath.from(text);
    }

    private Answer read(Asked asked, long start) throws IOException {
        String first = line();
        int status = Integer.parseInt(first.substring(9, 12));
        List<String> headers = lines();
        List<String> trailers = List.of();
        byte[] body = new byte[0];
        Optional<String> length = Answer.valueOf("Content-Length", headers);
        if (!asked.isHead() && status >= 200 && status != 204 && status != 304) {
            if (Answer.valueOf("Transfer-Encoding", headers).isPresent()) {
                body = chunks();
                trailers = lines();
            } else {
                body = bytes(Integer.parseInt(length.orElseThrow(() -> new IOException("No length: " + headers))));
            }
        }
        return new Answer(status, headers, body, trailers, (System.nanoTime() - start) / 1_000_000);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(), 16);
            if (length == 0) {
                return all.toByteArray();
            }
            all.writeBytes(bytes(length));
            line();
        }
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer ends before its end");
        }
        return bytes;
    }

    /** Up to an empty line. */
    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                throw new EOFException("The connection is closed within an answer: " + line);
            }
            line.write(letter);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closedAllTheSame) {
            socket = new Socket();
        }
    }
}
