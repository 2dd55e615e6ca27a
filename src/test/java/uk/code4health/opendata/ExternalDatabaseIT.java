package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With an address of a database the service uses that one: the PostgreSQL that Debian packages, the oldest we promise. */
class ExternalDatabaseIT {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql/15/bin");

    @Test
    void theServiceWorksOnDebiansPostgresAndBringsNoneOfItsOwn() throws IOException, InterruptedException {
        PublishedFiles.requireOrSkip(Files.isExecutable(DEBIAN.resolve("postgres")), "Debian's PostgreSQL 15");
        Path cluster = Files.createTempDirectory("debian-postgres");
        int port = freePort();
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) { // its server refuses to run as root
            run(List.of("chown", "postgres", cluster.toString()));
        }
        run(asPostgres(
                root,
                "initdb",
                "-D",
                cluster + "/data",
                "-A",
                "trust",
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--locale",
                "C.UTF-8"));
        run(asPostgres(
                root,
                "pg_ctl",
                "-D",
                cluster + "/data",
                "-w",
                "-l",
                cluster + "/log",
                "-o",
                "-p " + port + " -k " + cluster + " -c listen_addresses=127.0.0.1",
                "start"));
        try {
            Path folder = ServiceProcess.emptyFolder("external");
            Path file = RegisteredPatients.write(folder.resolve("patients.csv"), "01JAN2024", 5_000, 5);
            Map<String, String> environment = Map.of(
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                    "QUARKUS_DATASOURCE_USERNAME",
                    "postgres",
                    "OPENDATA_BOOTSTRAP_TOKEN",
                    ServiceProcess.TOKEN);
            try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
                assertThat(service.get("/v1").getInt("datasets"))
                        .isEqualTo(ServiceProcess.bundledDatasets().size());
                assertThat(service.awaitEnd(service.upload("gp-registered-patients", file))
                                .getString("release.state"))
                        .isEqualTo("published");
                assertThat(service.get("/v1/datasets/gp-practices/records?name__contains=%C3%A9")
                                .getInt("page.total"))
                        .isZero();
                assertThat(folder.resolve("postgres")).doesNotExist();
            }
            try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
                assertThat(service.get("/v1/datasets/gp-registered-patients/records?limit=1")
                                .getInt("page.total"))
                        .isEqualTo(5_000);
            }
        } finally {
            run(asPostgres(root, "pg_ctl", "-D", cluster + "/data", "-m", "fast", "-w", "stop"));
        }
    }

    private static List<String> asPostgres(boolean root, String program, String... arguments) {
        List<String> command = new ArrayList<>(root ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(DEBIAN.resolve(program).toString());
        command.addAll(Stream.of(arguments).toList());
        return command;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".log"); // not a pipe: the server would keep it open
        int exitCode = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(exitCode)
                .as(command + "\n" + Files.readString(output, StandardCharsets.UTF_8))
                .isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
