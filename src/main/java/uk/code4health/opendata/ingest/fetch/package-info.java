/**
 * Brings a publisher's file here over HTTP, whole or not at all, and from nowhere that it should not come from.
 *
 * <p>Knows addresses, networks and bytes; nothing of datasets and jobs.
 */
@NullMarked
package uk.code4health.opendata.ingest.fetch;

import org.jspecify.annotations.NullMarked;
