package uk.code4health.opendata.governance;

/** What in a release could tell of a person. */
public enum DisclosureKind {
    /** Ten digits and the check of the NHS number, which one in eleven numbers of ten digits passes. */
    NHS_NUMBER("NHS number", "What looks like an NHS number", 1.0 / 11),
    /**
     * Of all texts of two letters, six digits and a letter, those with a prefix that is given out (373 of 676) and a
     * suffix from A to D.
     */
    NATIONAL_INSURANCE_NUMBER(
            "National Insurance number", "What looks like a National Insurance number", 373.0 / (26 * 26) * 4 / 26),
    EMAIL_ADDRESS("e-mail address", "An e-mail address", 0),
    TELEPHONE_NUMBER("telephone number", "What looks like a telephone number", 0),
    BIRTH_DATE("date of birth beside a postcode", "What looks like a date of birth beside a postcode", 0),
    SMALL_NUMBER("small number", "A number that the suppression rule would have hidden", 0),
    GIVEN_AWAY("suppressed value that a total gives away", "A suppressed value that a published total gives away", 0);

    private final String label;
    private final String phrase;
    private final double byChance;

    DisclosureKind(String label, String phrase, double byChance) {
        this.label = label;
        this.phrase = phrase;
        this.byChance = byChance;
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    String phrase() {
        return phrase;
    }

    /** The share of the texts of its form that a rule takes for one although they mean something else; 0 for none. */
    double byChance() {
        return byChance;
    }
}
