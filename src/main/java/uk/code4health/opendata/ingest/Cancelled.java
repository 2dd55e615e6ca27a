package uk.code4health.opendata.ingest;

/** Somebody asked for the job to be stopped. Thrown where it looks up from its work. */
final class Cancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Cancelled() {
        super("cancelled", null, false, false);
    }
}
