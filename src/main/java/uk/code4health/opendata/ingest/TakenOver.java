package uk.code4health.opendata.ingest;

/**
 * Another run of the job has begun, or has ended it: on a node that took this one for dead. Thrown where a run would write
 * something down, so that nothing it says counts any more.
 */
final class TakenOver extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TakenOver() {
        super("taken over", null, false, false);
    }
}
