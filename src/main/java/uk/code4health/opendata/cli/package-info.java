/**
 * The command line: what the HTTP interface offers, for a terminal.
 *
 * <p>A client like any other; knows nothing of the service but its addresses.
 */
@NullMarked
package uk.code4health.opendata.cli;

import org.jspecify.annotations.NullMarked;
