package uk.code4health.opendata.dataset;

import static java.lang.Integer.parseInt;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways NHS publishers write a period, each read as its first day: {@code MSitAE-APRIL-2024}, {@code RTT-April-2026},
 * {@code JAN-24}, {@code MAR2019}, {@code 01APR2023}, {@code 2017_09}, {@code 2024-04}, {@code 20240401},
 * {@code 30/04/2024}, and financial years (April to March) such as {@code 2024/25} and {@code 2020-21}.
 */
final class NhsPeriod {

    private static final String MONTH = "(JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
            + "|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)";

    /** The name of a series stands in front of some months; another month there makes a quarter, which is no month. */
    private static final String SERIES = "(?!" + MONTH.replaceFirst("\\(", "(?:") + "[-_ ])[A-Z&]+[-_ ]";

    /** One way of writing a period; the first that fits is taken. */
    private record Form(Pattern pattern, Function<MatchResult, LocalDate> firstDay) {

        static Form of(String pattern, Function<MatchResult, LocalDate> firstDay) {
            return new Form(Pattern.compile(pattern), firstDay);
        }
    }

    private static final List<Form> FORMS = List.of(
            Form.of("(\\d{4})-(\\d{2})-(\\d{2})", at -> day(at.group(1), number(at, 2), at.group(3))),
            Form.of("(\\d{4})(\\d{2})(\\d{2})", at -> day(at.group(1), number(at, 2), at.group(3))),
            Form.of("(\\d{2})/(\\d{2})/(\\d{4})", at -> day(at.group(3), number(at, 2), at.group(1))),
            Form.of("(\\d{1,2})[- ]?" + MONTH + "[- ]?(\\d{4})", at -> day(at.group(3), month(at, 2), at.group(1))),
            Form.of("(?:" + SERIES + ")?" + MONTH + "[-_ ]?(\\d{4}|\\d{2})", at -> day(at.group(2), month(at, 1), "1")),
            Form.of("(\\d{4})[-/](\\d{2})", NhsPeriod::yearAndSomething),
            Form.of("(\\d{4})_?(\\d{2})", at -> day(at.group(1), number(at, 2), "1")));

    private NhsPeriod() {}

    static LocalDate parse(String text) {
        String folded = text.toUpperCase(Locale.ROOT);
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(folded);
            if (matcher.matches()) {
                return firstDay(form, matcher);
            }
        }
        throw unreadable();
    }

    private static LocalDate firstDay(Form form, MatchResult match) {
        try {
            return FieldType.inCalendar(form.firstDay().apply(match));
        } catch (DateTimeException impossible) {
            throw unreadable();
        }
    }

    /**
     * {@code 2020-21} and {@code 2010/11} are financial years: the second number follows the first. {@code 2010-11} could
     * be either, and is the month that ISO 8601 says it is.
     */
    private static LocalDate yearAndSomething(MatchResult at) {
        int year = number(at, 1);
        boolean financialYear = number(at, 2) == (year + 1) % 100;
        boolean couldBeMonth =
                number(at, 2) >= 1 && number(at, 2) <= 12 && at.group().charAt(4) == '-';
        return financialYear && !couldBeMonth ? LocalDate.of(year, 4, 1) : LocalDate.of(year, number(at, 2), 1);
    }

    private static LocalDate day(String year, int month, String day) {
        int number = parseInt(year);
        return LocalDate.of(year.length() == 2 ? 2000 + number : number, month, parseInt(day));
    }

    private static int month(MatchResult at, int group) {
        return 1
                + "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC".indexOf(at.group(group).substring(0, 3)) / 3;
    }

    private static int number(MatchResult at, int group) {
        return parseInt(at.group(group));
    }

    private static UnreadableCell unreadable() {
        return new UnreadableCell(
                "is not a period such as MSitAE-APRIL-2024, 01APR2023, 2017_09, JAN-24, 2024/25 or 2024-04-01");
    }
}
