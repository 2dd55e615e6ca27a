package uk.code4health.opendata;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import picocli.CommandLine;
import uk.code4health.opendata.cli.OpenDataCommand;
import uk.code4health.opendata.platform.EmbeddedDatabase;
import uk.code4health.opendata.platform.OverlongRequests;
import uk.code4health.opendata.platform.RequestGuard;

/**
 * Starts the service; or, with arguments, runs a command against a service that runs elsewhere.
 *
 * <p>Where no database is configured, the service's own is started before it and stopped after it.
 */
@QuarkusMain
public final class Main {

    private static final Logger LOG = Logger.getLogger(Main.class);
    private static final String DATABASE_URL = "quarkus.datasource.jdbc.url";
    private static final String DATABASE_FOLDER = "opendata.database.folder";
    private static final String DEFAULT_FOLDER = ".opendata/postgres";
    private static final int LONGEST_STOP_SECONDS = 60;

    private Main() {}

    public static void main(String... args) throws IOException {
        if (args.length > 0) {
            System.exit(new CommandLine(new OpenDataCommand()).execute(args));
        }
        RequestGuard.takeOverValidation();
        OverlongRequests.takeOverRefusals();
        if (configured(DATABASE_URL).isPresent()) {
            Quarkus.run();
        } else {
            runWithOwnDatabase();
        }
    }

    private static void runWithOwnDatabase() throws IOException {
        EmbeddedDatabase database =
                EmbeddedDatabase.start(Path.of(configured(DATABASE_FOLDER).orElse(DEFAULT_FOLDER)));
        LOG.infof("Its own PostgreSQL keeps the data in %s", database.folder());
        System.setProperty(DATABASE_URL, database.jdbcUrl());
        CountDownLatch serviceStopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfter(serviceStopped, database), "database-stop"));
        Quarkus.run(null, (exitCode, failure) -> {
            if (failure != null) {
                LOG.error("The service could not start", failure);
            }
            serviceStopped.countDown();
            System.exit(exitCode);
        });
    }

    /** The JVM ends its shutdown hooks at once; the service needs its database until it has stopped. */
    private static void stopAfter(CountDownLatch serviceStopped, EmbeddedDatabase database) {
        try {
            if (!serviceStopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The service has not stopped; its database does");
            }
            database.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            LOG.error("The database could not be stopped", failure);
        }
    }

    /** A setting that is needed before there is a configuration: a system property, or its environment variable. */
    private static Optional<String> configured(String property) {
        String variable = property.replace('.', '_').toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty(property, System.getenv(variable)))
                .filter(value -> !value.isBlank());
    }
}
