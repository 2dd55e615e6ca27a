package uk.code4health.opendata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Programs that a benchmark needs and Debian has packages of. */
public final class Tools {

    private static final Map<String, String> PACKAGES = new TreeMap<>(Map.of(
            "wrk", "wrk",
            "nginx", "nginx-light",
            "curl", "curl",
            "psql", "postgresql-client-15",
            "pgbench", "postgresql-15",
            "/usr/lib/postgresql/15/bin/postgres", "postgresql-15"));

    private Tools() {}

    /** Fails if one is missing, and says which packages would help. */
    public static void require() {
        List<String> missing = PACKAGES.keySet().stream()
                .filter(program -> find(program).isEmpty())
                .toList();
        String packages =
                String.join(" ", missing.stream().map(PACKAGES::get).distinct().toList());
        assertThat(missing)
                .as("programs that the benchmark needs and that are missing; on Debian: apt-get install " + packages)
                .isEmpty();
    }

    /** Where a program is; Debian has servers in {@code /usr/sbin}, which is not on everybody's path. */
    static Optional<Path> find(String program) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
