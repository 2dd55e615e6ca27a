package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A server of the PostgreSQL that Debian packages, the oldest we promise; empty, and on a loopback port. */
final class DebianPostgres implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private final Path cluster;
    private final int port;

    private DebianPostgres(Path cluster, int port) {
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Starts one. Without the package the test is skipped, or fails where all tests are required.
     *
     * @param settings of the server that are not its defaults: {@code shared_buffers=1GB}
     */
    static DebianPostgres start(String... settings) throws IOException {
        PublishedFiles.requireOrSkip(Files.isExecutable(PROGRAMS.resolve("postgres")), "Debian's PostgreSQL 15");
        DebianPostgres server = new DebianPostgres(Files.createTempDirectory("debian-postgres"), freePort());
        if (IS_ROOT) { // its server refuses to run as root
            run(List.of("chown", "postgres", server.cluster.toString()));
        }
        server.run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale", "C.UTF-8");
        String options = "-p " + server.port + " -k " + server.cluster + " -c listen_addresses=127.0.0.1"
                + Stream.of(settings).map(setting -> " -c " + setting).collect(Collectors.joining());
        server.run("pg_ctl", "-w", "-l", server.cluster + "/log", "-o", options, "start");
        return server;
    }

    /** What a service must be told to use it. */
    Map<String, String> environment() {
        return environment("postgres", "postgres");
    }

    /** What a service must be told to use one of its databases as one of its users. */
    Map<String, String> environment(String database, String user) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                url(database),
                "QUARKUS_DATASOURCE_USERNAME",
                user,
                "OPENDATA_BOOTSTRAP_TOKEN",
                ServiceProcess.TOKEN);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url("postgres"), "postgres", "");
    }

    int port() {
        return port;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() throws IOException {
        run("pg_ctl", "-m", "fast", "-w", "stop");
        FileUtils.deleteDirectory(cluster.toFile());
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(IS_ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.addAll(List.of(PROGRAMS.resolve(program).toString(), "-D", cluster + "/data"));
        command.addAll(Stream.of(arguments).toList());
        run(command);
    }

    private static void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("command", ".log"); // not a pipe: the server would keep it open
        try {
            int exitCode = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            assertThat(exitCode)
                    .as(command + "\n" + Files.readString(output, StandardCharsets.UTF_8))
                    .isZero();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
