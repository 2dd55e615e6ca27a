package uk.code4health.opendata.ingest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fast a job is, and how long it will take at that. */
final class JobRates {

    private static final long MILLIS = 1_000;

    private JobRates() {}

    /** Rows in a second since reading began; null before. */
    static @Nullable Long rowsPerSecond(Job job, Instant now) {
        if (job.readingAt == null) {
            return null;
        }
        Instant until = job.finishedAt == null ? now : job.finishedAt;
        return job.rowsRead * MILLIS / millis(job.readingAt, until);
    }

    /** Seconds until the stage that goes through the file has come to its end; null where nobody can tell. */
    static @Nullable Long secondsLeft(Job job, Instant now) {
        Instant since = job.stage == Stage.READING ? job.readingAt : job.startedAt;
        boolean goesThroughTheFile = job.stage == Stage.READING || job.stage == Stage.FETCHING;
        if (!goesThroughTheFile || since == null || job.bytesRead == 0 || job.bytesTotal < job.bytesRead) {
            return null;
        }
        double millisPerByte = (double) millis(since, now) / job.bytesRead;
        return Math.round((job.bytesTotal - job.bytesRead) * millisPerByte / MILLIS);
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(1, Duration.between(from, to).toMillis());
    }
}
