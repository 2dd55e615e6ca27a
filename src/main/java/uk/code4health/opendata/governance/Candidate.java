package uk.code4health.opendata.governance;

/**
 * A part of a text that has the form of a personal datum.
 *
 * @param from where it begins in the text
 * @param to where it has ended
 * @param key the same for the same datum, however it is written; 0 where nobody asks
 * @param passes whether it is one by all that can be told from it, such as its check digit
 */
record Candidate(DisclosureKind kind, int from, int to, long key, boolean passes) {

    /** Whether it is the end of the other, a telephone number. */
    boolean endsTelephoneNumber(Candidate other) {
        return other.kind == DisclosureKind.TELEPHONE_NUMBER && other.from < from && to == other.to;
    }
}
