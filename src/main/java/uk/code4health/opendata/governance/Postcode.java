package uk.code4health.opendata.governance;

import java.util.regex.Pattern;

/** Postcodes of the United Kingdom to the unit, about fifteen households; not the ZZ99 of ODS, which are no place. */
final class Postcode {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 8;
    private static final Pattern UNIT =
            Pattern.compile("(?!ZZ)[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}", Pattern.CASE_INSENSITIVE);

    private Postcode() {}

    static boolean isUnit(String text) {
        int length = text.length();
        return length >= SHORTEST
                && length <= LONGEST
                && Character.isLetter(text.charAt(length - 1))
                && Character.isDigit(text.charAt(length - 3))
                && UNIT.matcher(text).matches();
    }
}
