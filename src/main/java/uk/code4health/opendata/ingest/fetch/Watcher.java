package uk.code4health.opendata.ingest.fetch;

/** Is told how far it is, every few kilobytes and during pauses; may end it all by an exception of its own. */
@FunctionalInterface
public interface Watcher {

    /**
     * So much is here.
     *
     * @param total 0 if the source did not say
     */
    void at(long bytes, long total);
}
