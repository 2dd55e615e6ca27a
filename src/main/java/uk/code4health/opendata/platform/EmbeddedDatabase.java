package uk.code4health.opendata.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.io.FileUtils;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that the service brings along: a real server on a loopback port, its data kept in a folder between runs.
 *
 * <p>One folder belongs to one running service: a second one on the same machine takes the folder beside it. What a
 * killed service left behind (its server still running, a half-made folder) is put right at the next start.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

    /** Recovery after a crash replays the log; give it time. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final int MOST_INSTANCES = 20;

    /** The library turns off what makes a commit last, as for tests; this is no test. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "''",
            "shared_buffers", "256MB",
            "max_wal_size", "2GB",
            "max_connections", "60",
            "random_page_cost", "1.1",
            "jit", "off",
            "client_connection_check_interval", "2s"); // the time zone is UTC, as the library has it

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Path folder;
    private final FileLock lock;
    private final Thread watch = new Thread(this::watchOver, "database-watch");
    private volatile EmbeddedPostgres server;
    private volatile boolean isClosing;

    private EmbeddedDatabase(Path folder, FileLock lock, EmbeddedPostgres server) {
        this.folder = folder;
        this.lock = lock;
        this.server = server;
    }

    /**
     * Starts the server of the folder, or of the first folder beside it ({@code …-2}, {@code …-3}) that no running service
     * holds.
     *
     * @throws IOException if the folder cannot be written or the server does not start
     */
    public static EmbeddedDatabase start(Path folder) throws IOException {
        for (int instance = 1; instance <= MOST_INSTANCES; instance++) {
            Path candidate = instance == 1 ? folder : folder.resolveSibling(folder.getFileName() + "-" + instance);
            Files.createDirectories(candidate);
            FileLock lock = tryLock(candidate.resolve("lock"));
            if (lock != null) {
                return startIn(candidate.toRealPath(), lock);
            }
        }
        throw new IOException("The first " + MOST_INSTANCES + " database folders from " + folder + " are all in use.");
    }

    private static EmbeddedDatabase startIn(Path folder, FileLock lock) throws IOException {
        Path data = folder.resolve("data");
        Path started = folder.resolve("started-once");
        Path binaries = folder.resolve("binaries");
        if (Files.exists(started)) {
            stopOrphan(data);
        } else { // an earlier first start was cut short: there can be no data yet
            endThoseStillRunning(binaries);
            FileUtils.deleteDirectory(data.toFile());
            FileUtils.deleteDirectory(binaries.toFile());
        }
        EmbeddedPostgres server = startServer(folder, 0);
        Files.writeString(started, "");
        EmbeddedDatabase database = new EmbeddedDatabase(folder, lock, server);
        database.watch.setDaemon(true);
        database.watch.start();
        return database;
    }

    /** @param port to listen on; 0 for any that is free */
    private static EmbeddedPostgres startServer(Path folder, int port) throws IOException {
        Path binaries = folder.resolve("binaries");
        Files.createDirectories(binaries);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setPGStartupWait(LONGEST_START);
        SETTINGS.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** A server that was killed is started again on its data, where its clients expect it. */
    private void watchOver() {
        try {
            while (!isClosing) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
                if (!isClosing && !isListening()) {
                    LOG.warn("The database server has gone; starting it again");
                    endThoseStillRunning(folder.resolve("binaries"));
                    Files.deleteIfExists(folder.resolve("data").resolve("postmaster.pid"));
                    int port = server.getPort();
                    server.close(); // gives up its lock on the data
                    server = startServer(folder, port);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failure) {
            LOG.error("The database server has gone and cannot be started again", failure);
        }
    }

    /** Asked of the port, as the number of a dead process may still be listed. */
    private boolean isListening() {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            return connection.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Where the data is kept. */
    public Path folder() {
        return folder;
    }

    /** How to connect, user included. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
    }

    /** Stops the server after the statements under way were cancelled; the data stays. */
    @Override
    public void close() throws IOException {
        isClosing = true;
        watch.interrupt();
        server.close();
        lock.acquiredBy().close();
    }

    private static @Nullable FileLock tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException heldByThisVeryProcess) {
            channel.close();
            return null;
        }
    }

    /** Ends the server that a killed service left running on this data: its clients are gone, so it has nothing to do. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        Optional<ProcessHandle> orphan = orphan(data, pidFile);
        if (orphan.isPresent()) {
            LOG.infof(
                    "Stopping the database server that an earlier run left behind, process %d",
                    orphan.get().pid());
            stop(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    /** What works on the data outlives what started it, and would go on writing. */
    private static void endThoseStillRunning(Path binaries) {
        for (List<ProcessHandle> left = runningFrom(binaries); !left.isEmpty(); left = runningFrom(binaries)) {
            left.forEach(ProcessHandle::destroyForcibly);
            left.forEach(process -> process.onExit().join());
        }
    }

    private static List<ProcessHandle> runningFrom(Path binaries) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(binaries + File.separator))
                .toList();
    }

    private static Optional<ProcessHandle> orphan(Path data, Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        boolean ofThisData = lines.size() > 1 && Path.of(lines.get(1)).equals(data);
        return ofThisData && lines.get(0).matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(lines.get(0))).filter(EmbeddedDatabase::isPostgres)
                : Optional.empty();
    }

    /** The number of a dead server may belong to another process by now. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").contains("postgres");
    }

    private static void stop(ProcessHandle process) throws IOException {
        process.destroy();
        try {
            process.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the database server of an earlier run was stopping", interrupted);
        }
    }
}
