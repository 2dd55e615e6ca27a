package uk.code4health.opendata.ingest.fetch;

/**
 * A file that has come whole.
 *
 * @param name what the source calls it, without any folder
 */
public record Fetched(String name, Validators validators) {}
