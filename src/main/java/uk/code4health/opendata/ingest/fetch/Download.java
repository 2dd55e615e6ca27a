package uk.code4health.opendata.ingest.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.platform.Problem;

/** One file on its way here, over as many tries as it takes. */
final class Download implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_WORDS = 200;
    private static final long SLICE_MILLIS = 250;

    private final Exchange exchange;
    private final FetchConfig config;
    private final Pauses pauses;
    private final Clock clock;
    private final Instant latest;
    private final Watcher watcher;
    private final FileChannel file;
    private long have;
    private long total;
    private long farthest;
    private Validators validators = Validators.NONE;

    Download(Exchange exchange, FetchConfig config, Clock clock, Path to, Watcher watcher) throws IOException {
        this.exchange = exchange;
        this.config = config;
        this.pauses = new Pauses(config.firstPause(), config.longestPause());
        this.clock = clock;
        this.latest = clock.instant().plus(config.longest());
        this.watcher = watcher;
        this.file = FileChannel.open(to, StandardOpenOption.WRITE);
    }

    Optional<Fetched> fetch(URI source, @Nullable Validators known) {
        int failures = 0;
        while (true) {
            long before = farthest;
            try {
                return attempt(source, known);
            } catch (GuardedResolver.NoPermittedAddress hidden) {
                throw SourceGuard.notPublic(String.valueOf(hidden.getMessage()));
            } catch (IOException failure) {
                failures = farthest > before ? 1 : failures + 1;
                if (failures >= config.tries() || isForGood(failure)) {
                    throw Exchange.unavailable(words(failure));
                }
                pause(pause(failures, failure));
            }
        }
    }

    private Optional<Fetched> attempt(URI source, @Nullable Validators known) throws IOException {
        try (Exchange.Answer answer = exchange.ask(source, request -> condition(request, known))) {
            int code = answer.response().getCode();
            if (code == HttpStatus.SC_NOT_MODIFIED && known != null) {
                return Optional.empty();
            }
            if (code == HttpStatus.SC_OK) {
                begin(answer);
            } else if (code != HttpStatus.SC_PARTIAL_CONTENT || !goesOn(answer)) {
                startAgain();
                throw new IOException("its answer " + code + " does not go on where the one before was cut");
            }
            receive(answer);
            return Optional.of(new Fetched(FileName.of(answer.response(), answer.address()), validators));
        }
    }

    /** The rest of what has begun to come, or all of it if it is another file by now. */
    private void condition(HttpRequest request, @Nullable Validators known) {
        Optional<String> same = validators.forRange();
        if (have > 0 && same.isPresent()) {
            request.setHeader(HttpHeaders.RANGE, "bytes=" + have + "-");
            request.setHeader(HttpHeaders.IF_RANGE, same.get());
        } else if (known != null) {
            known.askForChange(request);
        }
    }

    private void begin(Exchange.Answer answer) {
        startAgain();
        validators = Validators.of(answer.response());
        HttpEntity body = answer.response().getEntity();
        total = body == null ? 0 : Math.max(0, body.getContentLength());
        requireSize(total);
        if (body != null && body.getContentLength() < 0 && !body.isChunked()) {
            throw Exchange.unavailable("its answer does not say where the file ends, so that a part of it"
                    + " could not be told from the whole");
        }
    }

    /** Whether an answer is from the very rest that was asked for: from the next byte on, of the same file. */
    private boolean goesOn(Exchange.Answer answer) {
        Optional<ContentRange> range = ContentRange.of(answer.header(HttpHeaders.CONTENT_RANGE))
                .filter(it -> it.first() == have)
                .filter(it -> total == 0 ? it.total() > 0 : it.total() == 0 || it.total() == total);
        if (have == 0 || range.isEmpty() || !validators.areOf(answer.response())) {
            return false;
        }
        total = Math.max(total, range.get().total());
        requireSize(total);
        return true;
    }

    private void receive(Exchange.Answer answer) throws IOException {
        HttpEntity body = answer.response().getEntity();
        if (body != null) {
            InputStream content = body.getContent(); // not closed here: that would read what is still to come
            byte[] buffer = new byte[BUFFER];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                keep(ByteBuffer.wrap(buffer, 0, read));
            }
        }
        if (total > 0 && have != total) {
            throw new IOException("it ended after " + have + " of " + total + " bytes");
        }
        watcher.at(have, have);
    }

    private void keep(ByteBuffer bytes) {
        requireSize(have + bytes.remaining());
        try {
            while (bytes.hasRemaining()) {
                have += file.write(bytes, have);
            }
        } catch (IOException diskFull) { // not to be taken for a fault of the source
            throw new UncheckedIOException(diskFull);
        }
        farthest = Math.max(farthest, have);
        watcher.at(have, total);
        requireTime(Duration.ZERO);
    }

    private void startAgain() {
        try {
            file.truncate(0);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        have = 0;
        total = 0;
        validators = Validators.NONE;
    }

    private Duration pause(int failures, IOException failure) {
        Duration own = pauses.after(failures);
        Duration asked =
                failure instanceof Exchange.NotNow notNow ? notNow.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
        if (asked.compareTo(config.longestPause()) > 0) {
            throw Exchange.unavailable(
                    words(failure) + ", and asks to be left alone for " + asked.toSeconds() + " seconds");
        }
        return asked.compareTo(own) > 0 ? asked : own;
    }

    /** In slices, as whoever watches may end it. */
    private void pause(Duration pause) {
        requireTime(pause);
        Instant end = clock.instant().plus(pause);
        try {
            for (long left = pause.toMillis();
                    left > 0;
                    left = Duration.between(clock.instant(), end).toMillis()) {
                watcher.at(have, total);
                Thread.sleep(Math.min(left, SLICE_MILLIS));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a file was being fetched", stopping);
        }
    }

    private void requireSize(long bytes) {
        if (bytes > config.largestBytes().asLongValue()) {
            throw Problem.BODY_TOO_LARGE.with("The file at the source is larger than the "
                    + config.largestBytes().asLongValue() + " bytes that this service takes.");
        }
    }

    private void requireTime(Duration more) {
        if (clock.instant().plus(more).isAfter(latest)) {
            throw Exchange.unavailable(
                    "it takes longer than " + config.longest().toSeconds() + " seconds");
        }
    }

    /** A certificate that is not right will not be right in a minute. */
    private static boolean isForGood(IOException failure) {
        return failure instanceof SSLPeerUnverifiedException
                || (failure instanceof SSLHandshakeException && failure.getCause() instanceof GeneralSecurityException);
    }

    private static String words(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "its host is not known, or there is no network";
        }
        if (failure instanceof SocketTimeoutException) {
            return "it does not answer in time";
        }
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.substring(0, Math.min(message.length(), LONGEST_WORDS)).replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
