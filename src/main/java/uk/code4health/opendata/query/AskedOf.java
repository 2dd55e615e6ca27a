package uk.code4health.opendata.query;

import java.util.Optional;
import uk.code4health.opendata.catalogue.AsAt;
import uk.code4health.opendata.catalogue.Edition;

/**
 * The rows that a question is asked of.
 *
 * @param pinned whether the same question will always be asked of these rows, as a release, a cursor or a time that has
 *     passed is named in it; else they are what is live
 * @param asAt the time at which they were live, if the caller named one
 */
record AskedOf(Edition edition, boolean pinned, Optional<AsAt> asAt) {

    /** Whether a time was named at which something else may turn out to have been live. */
    boolean isUnsettled() {
        return asAt.isPresent() && !pinned;
    }
}
