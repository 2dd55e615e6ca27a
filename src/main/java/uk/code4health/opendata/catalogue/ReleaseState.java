package uk.code4health.opendata.catalogue;

import java.util.Locale;

/** Where a release is in its life. The lower-case names are public contract. */
public enum ReleaseState {
    /** Being read; nobody can see it. */
    LOADING,
    /** Read, and found wanting; nobody can see it. */
    QUARANTINED,
    /** Could not be read. */
    FAILED,
    PUBLISHED,
    /** Published, and every slice of it replaced since. Still readable by its id. */
    SUPERSEDED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
