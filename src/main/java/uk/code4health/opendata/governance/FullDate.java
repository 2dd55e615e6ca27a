package uk.code4health.opendata.governance;

import static java.lang.Integer.parseInt;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates to the day, in the orders that are in use here: {@code 1956-03-12}, {@code 19560312}, {@code 12/03/1956},
 * {@code 12/03/56}, {@code 12-Mar-1956}, {@code 12 March 1956}, {@code 12031956}; a time may follow.
 *
 * <p>Read by hand and not by patterns, for every cell of a column of dates is asked.
 */
final class FullDate {

    private static final int SHORTEST = 8;

    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    /** Years of two digits up to this one are of this century. */
    private static final int LAST_YEAR_OF_TWO_DIGITS = 30;

    private FullDate() {}

    /** The date that the text is, or null. */
    static @Nullable LocalDate of(String text) {
        if (text.length() < SHORTEST || !isDigit(text.charAt(0))) {
            return null;
        }
        int first = endOfPart(text, 0);
        if (first == SHORTEST) {
            return isEndOfDate(text, first) ? ofEightDigits(text) : null;
        }
        int second = afterSeparator(text, first);
        int secondEnd = endOfPart(text, second);
        int third = afterSeparator(text, secondEnd);
        int end = endOfPart(text, third);
        if (!isEndOfDate(text, end)) {
            return null;
        }
        String month = text.substring(second, secondEnd);
        return first == 4
                ? date(text.substring(0, first), month, text.substring(third, end))
                : date(text.substring(third, end), month, text.substring(0, first));
    }

    private static @Nullable LocalDate ofEightDigits(String text) {
        LocalDate yearFirst = date(text.substring(0, 4), text.substring(4, 6), text.substring(6, 8));
        return yearFirst != null ? yearFirst : date(text.substring(4, 8), text.substring(2, 4), text.substring(0, 2));
    }

    private static @Nullable LocalDate date(String year, String month, String day) {
        int inYear = year(year);
        int inMonth = month(month);
        int onDay = number(day);
        boolean isDate = inYear > 0
                && inMonth > 0
                && inMonth <= Month.values().length
                && YearMonth.of(inYear, inMonth).isValidDay(onDay);
        return isDate ? LocalDate.of(inYear, inMonth, onDay) : null;
    }

    /** A year of the last century or of this one; 0 for another. */
    private static int year(String text) {
        int number = number(text);
        if (text.length() == 2) {
            return number > LAST_YEAR_OF_TWO_DIGITS ? 1900 + number : 2000 + number;
        }
        return text.length() == 4 && number >= 1900 && number < 2100 ? number : 0;
    }

    /** A month by its number or its name; 0 for none. */
    private static int month(String text) {
        if (text.length() < 3) {
            return number(text);
        }
        int at = MONTHS.indexOf(text.substring(0, 3).toUpperCase(Locale.ROOT));
        return at % 3 == 0 ? at / 3 + 1 : 0;
    }

    /** A number of at most four digits; 0 for another text. */
    private static int number(String text) {
        return !text.isEmpty() && text.length() <= 4 && isDigit(text.charAt(0)) ? parseInt(text) : 0;
    }

    /** Where the digits, or the letters, that begin here end. */
    private static int endOfPart(String text, int from) {
        int at = from;
        boolean isNumber = at < text.length() && isDigit(text.charAt(at));
        while (at < text.length() && (isNumber ? isDigit(text.charAt(at)) : isLetter(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    private static int afterSeparator(String text, int at) {
        return at < text.length() && "-/. ".indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
    }

    private static boolean isEndOfDate(String text, int at) {
        return at == text.length() || text.charAt(at) == 'T' || text.charAt(at) == ' ';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }
}
