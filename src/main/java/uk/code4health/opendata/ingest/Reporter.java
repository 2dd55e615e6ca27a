package uk.code4health.opendata.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells how far a load is, often enough for somebody who watches. */
final class Reporter {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Jobs jobs;
    private final Job run;
    private final Clock clock;
    private Instant lastSaid = Instant.EPOCH;
    private Progress last = new Progress(Stage.READING, 0, 0, 0, 0, 0);

    Reporter(Jobs jobs, Job run, Clock clock) {
        this.jobs = jobs;
        this.run = run;
        this.clock = clock;
    }

    /** Passed on at once when it is about another stage, else twice a second. */
    void report(Progress progress) {
        boolean otherStage = progress.stage() != last.stage();
        last = progress;
        if (otherStage || clock.instant().isAfter(lastSaid.plus(INTERVAL))) {
            last();
        }
    }

    void at(Stage stage) {
        report(new Progress(
                stage, last.bytesRead(), last.rowsRead(), last.rowsLoaded(), last.rowsRejected(), last.rowsSkipped()));
    }

    /** Passes on the latest, however soon it comes. */
    void last() {
        jobs.count(run, last);
        lastSaid = clock.instant();
    }
}
