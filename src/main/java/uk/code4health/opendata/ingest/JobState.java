package uk.code4health.opendata.ingest;

import java.util.Locale;

/** Where a job is in its life. The lower-case names are public contract. */
enum JobState {
    QUEUED,
    RUNNING,
    /** The file was read; its release says what became of it. */
    DONE,
    /** The file could not be read; the problem says why. */
    FAILED,
    /** Somebody stopped it before anything was published. */
    CANCELLED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOver() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
