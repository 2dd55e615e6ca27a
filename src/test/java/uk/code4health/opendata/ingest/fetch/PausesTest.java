package uk.code4health.opendata.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How long to wait before asking again. */
class PausesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-17T09:30:00Z"), ZoneOffset.UTC);

    @Test
    void pausesDoubleAndAreNeverTheSame() {
        Pauses pauses = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(20));
        for (int failures = 1; failures <= 4; failures++) {
            Duration most = Duration.ofSeconds(1L << (failures - 1));
            for (int at = 0; at < 50; at++) {
                assertThat(pauses.after(failures)).isBetween(most.dividedBy(2), most);
            }
        }
        assertThat(pauses.after(100)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void aSourceSaysWhenInSecondsOrByTheClock() {
        assertThat(Pauses.retryAfter("120", CLOCK)).contains(Duration.ofMinutes(2));
        assertThat(Pauses.retryAfter("Fri, 17 Jul 2026 09:31:00 GMT", CLOCK)).contains(Duration.ofMinutes(1));
        assertThat(Pauses.retryAfter("Fri, 17 Jul 2026 09:29:00 GMT", CLOCK)).contains(Duration.ZERO);
        assertThat(Pauses.retryAfter("soon", CLOCK)).isEmpty();
        assertThat(Pauses.retryAfter(null, CLOCK)).isEmpty();
    }
}
