package uk.code4health.opendata.governance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NHS numbers: ten digits of which the last checks the others, modulus 11 (NHS Data Model and Dictionary, NHS NUMBER).
 * Scotland's CHI numbers and Northern Ireland's Health and Care numbers have the same form and the same check.
 *
 * <p>They are seen as ten digits in a run of their own, as 943 476 5919 and 943-476-5919, and as a spreadsheet may have
 * made of them: 9,434,765,919 and 9434765919.0. Decimals are none, nor is a number with decimals or the end of an
 * international telephone number, nor are ten equal digits, which pass the arithmetic and are nobody's.
 */
final class NhsNumber {

    static final int DIGITS = 10;

    private static final long TEN_ONES = 1_111_111_111L;

    private static final Pattern FORM = Pattern.compile("(?<![0-9]|[0-9]\\.|(?<![A-Za-z])\\.|\\+[0-9]{1,3}[- \u00a0])"
            + "(?:[0-9]{10}"
            + "|(?<![0-9]-)[0-9]{3}([- \u00a0])[0-9]{3}\\1[0-9]{4}(?!-[0-9])"
            + "|(?<![0-9],)[0-9](?:,[0-9]{3}){3}(?!,[0-9]))"
            + "(?![0-9]|\\.[0-9]*[1-9])");

    private NhsNumber() {}

    /** @param found what else was found in the text: the end of a telephone number is none */
    static void find(String text, List<Candidate> found) {
        Matcher matcher = FORM.matcher(text);
        while (matcher.find()) {
            long number = number(text, matcher.start(), matcher.end());
            Candidate candidate =
                    new Candidate(DisclosureKind.NHS_NUMBER, matcher.start(), matcher.end(), number, isValid(number));
            if (number % TEN_ONES != 0 && found.stream().noneMatch(candidate::endsTelephoneNumber)) {
                found.add(candidate);
            }
        }
    }

    /** With the check digit weighing 1, the weighted sum of a valid number is a multiple of 11. */
    static boolean isValid(long number) {
        long sum = 0;
        long rest = number;
        for (int weight = 1; weight <= DIGITS; weight++) {
            sum += weight * (rest % 10);
            rest /= 10;
        }
        return sum % 11 == 0;
    }

    private static long number(String text, int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit >= 0 && digit <= 9) {
                number = 10 * number + digit;
            }
        }
        return number;
    }
}
