package uk.code4health.opendata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The bound of HTTP: nginx, sending the bytes of the service's answers from files, with its headers. */
public final class Nginx implements AutoCloseable {

    /** Headers that nginx makes itself. */
    private static final Set<String> ITS_OWN = Set.of(
            "connection", "content-length", "content-type", "date", "etag", "last-modified", "transfer-encoding");

    private final Process process;
    private final Path pages;
    private final String address;

    private Nginx(Process process, Path pages, String address) {
        this.process = process;
        this.pages = pages;
        this.address = address;
    }

    /**
     * Starts it on a free port.
     *
     * @param folder for its files, empty
     * @param answer one of the service's, whose headers all pages get
     */
    public static Nginx start(Path folder, HttpResponse<byte[]> answer) {
        Path home = folder.toAbsolutePath();
        try {
            Path pages = Files.createDirectories(home.resolve("pages"));
            int port = freePort();
            Files.writeString(home.resolve("nginx.conf"), configuration(port, answer));
            Process process = new ProcessBuilder(
                            Tools.find("nginx").orElseThrow().toString(),
                            "-p",
                            home.toString(),
                            "-c",
                            "nginx.conf",
                            "-e",
                            "error.log")
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("output.log").toFile())
                    .start();
            Nginx nginx = new Nginx(process, pages, "http://127.0.0.1:" + port);
            nginx.awaitConnection(port);
            return nginx;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As fast as it is without being another program: no log, open files remembered, connections kept. */
    private static String configuration(int port, HttpResponse<byte[]> answer) {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        return (isRoot ? "user root;\n" : "")
                + """
                daemon off;
                worker_processes 2;
                pid nginx.pid;
                events { worker_connections 256; }
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    keepalive_requests 1000000000;
                    open_file_cache max=10000 inactive=1h;
                    open_file_cache_valid 1h;
                    client_body_temp_path temporary;
                    proxy_temp_path temporary;
                    fastcgi_temp_path temporary;
                    uwsgi_temp_path temporary;
                    scgi_temp_path temporary;
                    types { }
                    default_type '%s';
                    server {
                        listen 127.0.0.1:%d;
                        root pages;
                %s
                    }
                }
                """.formatted(answer.headers().firstValue("Content-Type").orElseThrow(), port, headers(answer));
    }

    private static String headers(HttpResponse<byte[]> answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !ITS_OWN.contains(header.getKey()))
                .flatMap(header -> header.getValue().stream()
                        .map(value -> "        add_header " + header.getKey() + " '" + value + "';"))
                .collect(Collectors.joining("\n"));
    }

    /** Has it send these bytes; at which address, from the root. */
    String page(String name, byte[] bytes) {
        try {
            Files.write(pages.resolve(name), bytes);
            return "/" + name;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Has it send these answers; at which addresses. */
    List<String> pages(String name, List<HttpResponse<byte[]>> answers) {
        return answers.stream()
                .map(answer -> page(name + "-" + answers.indexOf(answer), answer.body()))
                .toList();
    }

    String address() {
        return address;
    }

    private void awaitConnection(int port) throws IOException {
        Instant latest = Instant.now().plusSeconds(20);
        while (true) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(connected.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || Instant.now().isAfter(latest)) {
                    close();
                    throw new IOException(
                            "nginx does not start: " + Files.readString(pages.resolveSibling("output.log")), notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Ends it and, by that, its workers. */
    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("nginx ended").isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
