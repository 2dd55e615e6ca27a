package uk.code4health.opendata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A publisher's server on a loopback port that says, byte by byte, what it is told to, and then hangs up. */
final class ScriptedSource implements AutoCloseable {

    private final ServerSocket socket;
    private final List<Script> scripts;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What it says to one request. */
    interface Script {
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * What it was asked.
     *
     * @param headers by name in small letters
     */
    record Request(String path, Map<String, String> headers) {}

    private ScriptedSource(List<Script> scripts) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.scripts = scripts;
    }

    /** The first request gets the first answer, and so on; all further ones get the last. */
    static ScriptedSource saying(Script... scripts) throws IOException {
        ScriptedSource source = new ScriptedSource(List.of(scripts));
        daemon(source::listen);
        return source;
    }

    /** An answer with a body; every header on a line of its own. */
    static Script answer(String status, String headers, byte[] body) {
        return (request, out) -> {
            out.write(head(status, headers + "Content-Length: " + body.length + "\r\n"));
            out.write(body);
        };
    }

    /** The same, cut off after so many bytes. */
    static Script cut(String headers, byte[] body, int after) {
        return (request, out) -> {
            out.write(head("200 OK", headers + "Content-Length: " + body.length + "\r\n"));
            out.write(body, 0, after);
        };
    }

    static byte[] head(String status, String headers) {
        return ("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int port() {
        return socket.getLocalPort();
    }

    List<Request> requests() {
        return requests;
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = read(connection);
            int number;
            synchronized (requests) {
                number = requests.size();
                requests.add(request);
            }
            scripts.get(Math.min(number, scripts.size() - 1)).answer(request, connection.getOutputStream());
            connection.getOutputStream().flush();
        } catch (IOException | InterruptedException hungUp) {
            // whoever asked does not want to hear more
        }
    }

    private static Request read(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        String path = in.readLine().split(" ", -1)[1];
        Map<String, String> headers = new TreeMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String[] header = line.split(": ", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        return new Request(path, headers);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-source");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
