package uk.code4health.opendata.ingest.fetch;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait before asking again: twice as long each time, never quite the same, and as long as the source says. */
final class Pauses {

    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;

    Pauses(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** Half of the pause is certain, half by chance, so that those who failed together do not come back together. */
    Duration after(int failures) {
        Duration most = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        long millis = Math.max(2, (most.compareTo(longest) < 0 ? most : longest).toMillis());
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    /** The header Retry-After (RFC 9110, 10.2.3), seconds or a date. */
    static Optional<Duration> retryAfter(@Nullable String header, Clock clock) {
        String text = header == null ? "" : header.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            Duration until = Duration.between(clock.instant(), then);
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
