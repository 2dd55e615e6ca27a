package uk.code4health.opendata.access;

/** What a caller may be. */
public final class Roles {

    /** May bring files in. */
    public static final String PUBLISHER = "publisher";

    private Roles() {}
}
