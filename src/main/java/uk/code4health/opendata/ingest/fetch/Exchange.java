package uk.code4health.opendata.ingest.fetch;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Asks for a file once: from address to address, each of them looked at, until one gives an answer. */
final class Exchange {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final CloseableHttpClient client;
    private final SourceGuard guard;
    private final Clock clock;

    Exchange(CloseableHttpClient client, SourceGuard guard, Clock clock) {
        this.client = client;
        this.guard = guard;
        this.clock = clock;
    }

    /** An answer that has a file, or says that there is no newer one; and the address that gave it. */
    record Answer(URI address, HttpGet request, ClassicHttpResponse response) implements AutoCloseable {

        @Nullable String header(String name) {
            Header header = response.getFirstHeader(name);
            return header == null ? null : header.getValue();
        }

        /** Hangs up where the answer was not read to its end; else the connection can be used again. */
        @Override
        public void close() {
            request.abort();
            try {
                response.close();
            } catch (IOException gone) {
                Log.debug("The source had hung up already", gone);
            }
        }
    }

    /** The source is there, but not able to answer now. */
    static final class NotNow extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Optional<Duration> retryAfter;

        NotNow(String message, Optional<Duration> retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /** How long the source asks to be left alone. */
        Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /**
     * Asks.
     *
     * @param headers what to ask with
     * @throws NotNow if the answer may be another one later
     * @throws IOException if there is no answer
     * @throws ProblemException if the answer is no
     */
    Answer ask(URI source, Consumer<HttpRequest> headers) throws IOException {
        URI address = source;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpGet request = new HttpGet(guard.require(address));
            request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity"); // a part of a file is one of the file as it is
            headers.accept(request);
            Answer answer = new Answer(address, request, client.executeOpen(null, request, null));
            if (!REDIRECTS.contains(answer.response().getCode())) {
                return accepted(answer);
            }
            try (answer) {
                address = target(answer);
            }
        }
        throw unavailable("it leads on from one address to another, more than " + MOST_REDIRECTS + " times");
    }

    private Answer accepted(Answer answer) throws NotNow {
        int code = answer.response().getCode();
        if (code == HttpStatus.SC_OK
                || code == HttpStatus.SC_PARTIAL_CONTENT
                || code == HttpStatus.SC_NOT_MODIFIED
                || code == HttpStatus.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
            return answer;
        }
        try (answer) {
            String reason = EnglishReasonPhraseCatalog.INSTANCE.getReason(code, null);
            String said = "it answers " + code + (reason == null ? "" : " " + reason);
            if (PASSING.contains(code)) {
                throw new NotNow(said, Pauses.retryAfter(answer.header(HttpHeaders.RETRY_AFTER), clock));
            }
            throw unavailable(said);
        }
    }

    private static URI target(Answer answer) {
        String location = answer.header(HttpHeaders.LOCATION);
        if (location == null) {
            throw unavailable("it leads on, but does not say where to");
        }
        try {
            return answer.address().resolve(location.strip().replace(" ", "%20"));
        } catch (IllegalArgumentException malformed) {
            throw unavailable("it leads on to what is not an address");
        }
    }

    static ProblemException unavailable(String why) {
        return Problem.SOURCE_UNAVAILABLE.with("The file cannot be fetched: " + why + ".");
    }
}
