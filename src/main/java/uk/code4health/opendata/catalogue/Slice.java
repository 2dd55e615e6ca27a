package uk.code4health.opendata.catalogue;

import uk.code4health.opendata.dataset.IdRange;

/**
 * The rows of a release that one later release may replace together.
 *
 * @param key the values of the dataset's {@code slice_by} fields as text; empty for a snapshot
 */
public record Slice(String key, IdRange rows) {}
