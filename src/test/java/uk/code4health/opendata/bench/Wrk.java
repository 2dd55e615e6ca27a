package uk.code4health.opendata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The load driver: as many connections as many readers at once, each asking again as soon as it is answered. */
public final class Wrk {

    static final int THREADS = 2;
    static final int CONNECTIONS = 32;

    /** Between an address and the media types that its reader accepts, if they are not all. */
    static final String ACCEPTING = "\t";

    private static final Path SCRIPT = Path.of("src", "test", "resources", "bench", "walk.lua");
    private static final String RESULT = "RESULT ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Wrk() {}

    /** Asks these addresses in turn for a time, and fails if an answer is an error. */
    public static Figures ask(String server, List<String> addresses, int seconds, String... headers) {
        JsonNode result = run(server, addresses, seconds, headers);
        return figures(result);
    }

    /** Asks these addresses for a time, and fails if there are too few for each to be asked once. */
    public static Figures askOnce(String server, List<String> addresses, int seconds) {
        JsonNode result = run(server, addresses, seconds);
        assertThat(result.get("asked_again").asInt())
                .as("addresses that were asked twice, of " + addresses.size())
                .isZero();
        return figures(result);
    }

    private static JsonNode run(String server, List<String> addresses, int seconds, String... headers) {
        try {
            Path file = Files.createTempFile("addresses", ".txt");
            try {
                Files.write(file, addresses);
                List<String> command = new ArrayList<>(List.of(
                        "wrk",
                        "-t" + THREADS,
                        "-c" + CONNECTIONS,
                        "-d" + seconds + "s",
                        "--timeout",
                        "30s",
                        "-s",
                        SCRIPT.toString()));
                Arrays.stream(headers).forEach(header -> command.addAll(List.of("-H", header)));
                command.addAll(List.of(server, "--", file.toString(), "" + THREADS));
                String output = Command.output(command);
                assertThat(output).as(String.join(" ", command)).contains(RESULT);
                JsonNode result = JSON.readTree(output.substring(output.indexOf(RESULT) + RESULT.length()));
                assertThat(result.get("errors").asInt())
                        .as("errors:\n" + output)
                        .isZero();
                assertThat(result.get("requests").asInt()).as(output).isPositive();
                return result;
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Figures figures(JsonNode result) {
        return new Figures(
                result.get("requests").asDouble() / result.get("microseconds").asDouble() * 1e6,
                result.get("p50").asDouble() / 1e3,
                result.get("p99").asDouble() / 1e3);
    }
}
