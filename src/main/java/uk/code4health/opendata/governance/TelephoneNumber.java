package uk.code4health.opendata.governance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telephone numbers of the United Kingdom: 0, +44 or 0044, then ten digits that the National Telephone Numbering Plan
 * of Ofcom has a use for; or nine, as some areas still have, where spaces show that they are no code. A number
 * without 0 or + is none.
 *
 * <p>Not by libphonenumber: it knows which ranges are in use, and so refuses those that Ofcom keeps for drama (07700
 * 900, 01632 960), which people use to try us; it takes 0.1642672351 for one; and it takes far longer.
 */
final class TelephoneNumber {

    static final int DIGITS = 10;

    private static final Pattern FORM = Pattern.compile("(?<![A-Za-z0-9_+]|(?<![A-Za-z])\\.|[0-9][-/])"
            + "(?:\\(?(?:\\+|00)44\\)?[ \u00a0.-]?(?:\\(0\\)[ \u00a0]?|\\()?|\\(?0)"
            + "(?<number>[1-35789](?:[) \u00a0.-]{0,2}[0-9]){8,9})"
            + "(?![A-Za-z0-9_])");

    private static final Pattern SEPARATORS = Pattern.compile("[^0-9]+");

    /** What follows the 0: areas, then numbers of no place, mobiles, and those that are free or cost more. */
    private static final Pattern PLAN =
            Pattern.compile("(?:1[1-9]|2[03489]|3[0347]|5[56]|7[0-9]|8[0247]|9[018])[0-9]{8}|(?:1[2-9]|80|50)[0-9]{7}");

    private static final int MOST_GROUPS = 4;
    private static final int LONGEST = 32;

    private TelephoneNumber() {}

    static void find(String text, List<Candidate> found) {
        if (!mayHold(text)) {
            return;
        }
        Matcher matcher = FORM.matcher(text);
        while (matcher.find()) {
            if (isInPlan(matcher.group("number"))) {
                found.add(new Candidate(DisclosureKind.TELEPHONE_NUMBER, matcher.start(), matcher.end(), 0, true));
            }
        }
    }

    private static boolean isInPlan(String number) {
        String[] groups = SEPARATORS.split(number);
        String digits = String.join("", groups);
        if (groups.length > MOST_GROUPS || (digits.length() < DIGITS && groups.length == 1)) {
            return false;
        }
        for (String group : groups) {
            if (group.length() == 1) {
                return false;
            }
        }
        return PLAN.matcher(digits).matches();
    }

    /**
     * Digits enough after a + or after a 0 where a number begins: times and dates have them not, and are not
     * searched.
     */
    private static boolean mayHold(String text) {
        for (int at = 0; at + DIGITS <= text.length(); at++) {
            char character = text.charAt(at);
            boolean begins = character == '+' || (character == '0' && (at == 0 || !isDigit(text.charAt(at - 1))));
            if (begins && digitsFrom(text, at) >= DIGITS) {
                return true;
            }
        }
        return false;
    }

    /** The digits from here to the next character that no number holds, as far as a number is long. */
    private static int digitsFrom(String text, int from) {
        int digits = 0;
        for (int at = from; at < Math.min(text.length(), from + LONGEST); at++) {
            char character = text.charAt(at);
            if (isDigit(character)) {
                digits++;
            } else if (" \u00a0.-()+".indexOf(character) < 0) {
                break;
            }
        }
        return digits;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
