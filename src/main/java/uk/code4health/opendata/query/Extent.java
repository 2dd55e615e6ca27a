package uk.code4health.opendata.query;

import java.util.Optional;

/**
 * How much of the whole was written.
 *
 * @param next address of the next page, if there is one
 * @param total how many there are in all
 */
record Extent(Optional<String> next, long total) {}
