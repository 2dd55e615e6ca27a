/**
 * Says whether a release may be published: what in it could tell of a person.
 *
 * <p>Rows stream by; what a watch keeps does not grow with them. A value that could tell of a person is shown to
 * nobody, only where it stands and a masked example. This room decides nothing: whether a finding holds a release
 * back is the loader's to say. It knows no file format and no database.
 */
@NullMarked
package uk.code4health.opendata.governance;

import org.jspecify.annotations.NullMarked;
