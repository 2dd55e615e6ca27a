package uk.code4health.opendata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** The bound of PostgreSQL: its own clients, with nothing between them and the server. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([0-9]+)");

    private final int port;

    Pgbench(int port) {
        this.port = port;
    }

    /** How many seconds {@code psql} takes to get all rows of a query as CSV. */
    double copy(String query) {
        return Command.seconds(List.of(
                "psql",
                "-h",
                "127.0.0.1",
                "-p",
                "" + port,
                "-U",
                "postgres",
                "-c",
                "\\copy (" + query + ") to stdout csv header",
                "postgres"));
    }

    /** Runs a prepared statement for a time. */
    Figures run(Script script, int seconds) {
        try {
            Path folder = Files.createTempDirectory("pgbench");
            try {
                Path file = Files.writeString(folder.resolve("script.sql"), script.text());
                String output = Command.output(List.of(
                        "pgbench",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        "" + port,
                        "-U",
                        "postgres",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        "" + Wrk.CONNECTIONS,
                        "-j",
                        "" + Wrk.THREADS,
                        "-T",
                        "" + seconds,
                        "-f",
                        file.toString(),
                        "-l",
                        "--log-prefix=" + folder.resolve("transactions"),
                        "postgres"));
                assertThat(group(FAILED, output)).as(output).isEqualTo("0");
                double[] millis = millis(folder);
                return new Figures(
                        Double.parseDouble(group(RATE, output)),
                        Figures.percentile(millis, 50),
                        Figures.percentile(millis, 99));
            } finally {
                FileUtils.deleteDirectory(folder.toFile());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String group(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        assertThat(found.find()).as(output).isTrue();
        return found.group(1);
    }

    /** How long each transaction took, the shortest first: the third column of its logs, in microseconds. */
    private static double[] millis(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("transactions"))
                    .flatMapToDouble(Pgbench::logged)
                    .sorted()
                    .toArray();
        }
    }

    private static DoubleStream logged(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[2]) / 1e3);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
