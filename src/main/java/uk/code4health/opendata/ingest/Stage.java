package uk.code4health.opendata.ingest;

import java.util.Locale;

/** What a running job is at. The lower-case names are public contract. */
enum Stage {
    RECEIVED,
    FETCHING,
    READING,
    CHECKING,
    STORING,
    PUBLISHING,
    FINISHED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
