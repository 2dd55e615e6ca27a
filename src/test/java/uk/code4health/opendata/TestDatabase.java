package uk.code4health.opendata;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.platform.EmbeddedDatabase;
import uk.code4health.opendata.platform.RequestGuard;

/** Gives the service under test a PostgreSQL of its own, empty at first, started as the service starts its own. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "token-of-the-tests";

    private @Nullable EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        Path folder = Path.of("target", "test-database");
        try {
            FileUtils.deleteDirectory(folder.toFile());
            database = open(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        RequestGuard.takeOverValidation();
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "opendata.bootstrap-token", TOKEN,
                "opendata.schedules.enabled", "false",
                "opendata.fetch.allowed-hosts", "127.0.0.1", // where the tests' publishers are; no other
                "opendata.fetch.largest-bytes", "1M",
                "opendata.fetch.read-timeout", "PT1S",
                "opendata.fetch.tries", "3",
                "opendata.fetch.first-pause", "PT0.05S");
    }

    /** Starts it. */
    protected EmbeddedDatabase open(Path folder) throws IOException {
        return EmbeddedDatabase.start(folder);
    }

    @Override
    public void stop() {
        try {
            if (database != null) {
                database.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
