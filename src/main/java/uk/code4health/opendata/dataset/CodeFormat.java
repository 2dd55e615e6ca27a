package uk.code4health.opendata.dataset;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The codes of health data that a {@code string} field can declare as its {@code format}. A code is checked and stays
 * the text it was: leading zeros and eighteen digits are part of it.
 */
public enum CodeFormat {
    /** Organisation Data Service codes; the widest form any edition has used (digital.nhs.uk, ODS coding frames). */
    ODS_CODE("ods-code", "an organisation code of capital letters and digits", "[A-Z0-9]{1,12}"),
    /** Nine-character codes of the ONS register of geographic codes. */
    GSS_CODE("gss-code", "a nine-character geography code such as E38000130", "[A-Z][0-9]{8}"),
    /** British National Formulary codes of the NHSBSA, cut at 2, 4, 6, 7, 9, 11 or 15 characters. */
    BNF_CODE(
            "bnf-code",
            "a BNF code of 2, 4, 6, 7, 9, 11 or 15 characters",
            "[0-9A-Z]{2}([0-9A-Z]{2}([0-9A-Z]{2}([0-9A-Z]|[0-9A-Z]{3}|[0-9A-Z]{5}|[0-9A-Z]{9})?)?)?"),
    /** SNOMED CT identifiers: 6 to 18 digits, the last a Verhoeff check digit (SNOMED release file specification). */
    SNOMED_ID(
            "snomed-id",
            "a SNOMED CT identifier with a valid check digit",
            "[1-9][0-9]{5,17}",
            code -> verhoeff(code) == 0),
    ICD10("icd10", "an ICD-10 code such as J45.9", "[A-Z][0-9]{2}(\\.?[0-9X]{1,2})?[DA*†]?"),
    /** Lower layer super output areas of England and Wales. */
    LSOA("lsoa", "an LSOA code such as E01000001", "[EW]01[0-9]{6}"),
    /** Postcodes as BS 7666 writes them, the space optional; includes BFPO and the pseudo-postcodes of ODS. */
    UK_POSTCODE(
            "uk-postcode",
            "a postcode such as TS18 1HU",
            "([A-Z]{1,4}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|BFPO ?[0-9]{1,4}|GIR ?0AA)");

    private static final int[][] DIHEDRAL = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };

    private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private final String label;
    private final String form;
    private final String pattern;
    private final Predicate<String> check;

    CodeFormat(String label, String form, String pattern) {
        this(label, form, pattern, code -> true);
    }

    CodeFormat(String label, String form, String pattern, Predicate<String> furtherCheck) {
        this.label = label;
        this.form = form;
        this.pattern = pattern;
        this.check = Pattern.compile(pattern).asMatchPredicate().and(furtherCheck);
    }

    /** The word a manifest's {@code format} uses. */
    public String label() {
        return label;
    }

    /** What the whole of a code matches, as XML Schema writes patterns, which Table Schema asks for. */
    public String pattern() {
        return pattern;
    }

    void check(String code) {
        if (!check.test(code)) {
            throw new UnreadableCell("is not " + form);
        }
    }

    public static Optional<CodeFormat> of(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label.equals(label))
                .findFirst();
    }

    /** Verhoeff's checksum over the dihedral group D5; zero when the last digit is right. */
    private static int verhoeff(String digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            for (int times = 0; times < place % 8; times++) {
                digit = PERMUTATION[digit];
            }
            sum = DIHEDRAL[sum][digit];
        }
        return sum;
    }
}
