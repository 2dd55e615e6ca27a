package uk.code4health.opendata.roundtrip;

/** What a table is written on. */
interface Medium {

    boolean canWrite(String text);

    /** Whether a manifest can declare a field so. */
    default boolean canHold(Form form) {
        return true;
    }
}
