package uk.code4health.opendata.governance;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * National Insurance numbers: two letters, six digits and a letter from A to D, the pairs parted by spaces or not
 * (HMRC, National Insurance Manual, NIM39110). Small letters are taken only where nothing parts them: "to 12 34 56 a"
 * is a sentence.
 */
final class NationalInsuranceNumber {

    static final int DIGITS = 6;

    private static final int SHORTEST = 9;

    /** Nine letters and digits as one number: base 36. */
    private static final int BASE = Character.MAX_RADIX;

    private static final Pattern FORM = Pattern.compile("(?<![A-Za-z0-9])"
            + "(?:[A-Z]{2}[ \u00a0]?(?:[0-9]{2}[ \u00a0]?){3}[A-Z]|[A-Za-z]{2}[0-9]{6}[A-Za-z])"
            + "(?![A-Za-z0-9])");

    /** Prefixes begin with none of D, F, I, Q, U, V, and neither they nor O stand second. */
    private static final Pattern GIVEN_OUT = Pattern.compile("[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]");

    private static final Set<String> NEVER_GIVEN_OUT = Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");

    private NationalInsuranceNumber() {}

    static void find(String text, List<Candidate> found) {
        if (!mayHold(text)) {
            return;
        }
        Matcher matcher = FORM.matcher(text);
        while (matcher.find()) {
            String number = matcher.group().replaceAll("[ \u00a0]", "").toUpperCase(Locale.ROOT);
            boolean passes = GIVEN_OUT.matcher(number).matches() && !NEVER_GIVEN_OUT.contains(number.substring(0, 2));
            found.add(new Candidate(
                    DisclosureKind.NATIONAL_INSURANCE_NUMBER,
                    matcher.start(),
                    matcher.end(),
                    Long.parseLong(number, BASE),
                    passes));
        }
    }

    /** A letter at a word's end, after a digit or a space: most codes have none, and are not searched. */
    private static boolean mayHold(String text) {
        for (int at = text.length() - 1; at >= SHORTEST - 1; at--) {
            char last = text.charAt(at);
            if (isLetter(last)
                    && !Character.isLetter(text.charAt(at - 1))
                    && (at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }
}
