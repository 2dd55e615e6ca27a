/**
 * Brings a publisher's file into the catalogue: source, container, reader, typed rows, checks, staged table, published.
 *
 * <p>Rows stream: no file is held in memory. Either all of a file becomes visible, or none of it and a reason.
 */
@NullMarked
package uk.code4health.opendata.ingest;

import org.jspecify.annotations.NullMarked;
