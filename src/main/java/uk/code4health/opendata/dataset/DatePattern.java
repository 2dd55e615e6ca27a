package uk.code4health.opendata.dataset;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;

/**
 * A date layout that a manifest declares: Table Schema's own strptime patterns ({@code %d/%m/%Y}), or the same in words
 * ({@code date:dd/mm/yyyy}).
 */
final class DatePattern {

    /** strptime directives of a date, as java.time writes them. */
    private static final Map<Character, String> DIRECTIVES =
            Map.of('Y', "uuuu", 'y', "uu", 'm', "MM", 'd', "dd", 'b', "MMM", 'B', "MMMM", '%', "'%'");

    private static final String IN_WORDS = "date:";

    private final String declared;
    private final DateTimeFormatter layout;

    private DatePattern(String declared, String pattern) {
        this.declared = declared;
        this.layout = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    static boolean isDeclaredBy(String format) {
        return format.startsWith(IN_WORDS) || format.contains("%");
    }

    /**
     * The layout that a format declares.
     *
     * @throws IllegalArgumentException if the format is not a date layout
     */
    static DatePattern of(String format) {
        String pattern = format.startsWith(IN_WORDS) ? inWords(format.substring(IN_WORDS.length())) : strptime(format);
        return new DatePattern(format, pattern);
    }

    LocalDate parse(String text) {
        try {
            return FieldType.inCalendar(LocalDate.parse(text, layout));
        } catch (DateTimeException notOne) {
            throw new UnreadableCell("is not a date written as " + declared);
        }
    }

    private static String inWords(String words) {
        return words.replace('m', 'M').replace('y', 'u');
    }

    private static String strptime(String format) {
        StringBuilder pattern = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        for (int at = 0; at < format.length(); at++) {
            char here = format.charAt(at);
            if (here == '%' && at + 1 < format.length()) {
                pattern.append(quoted(literal)).append(directive(format.charAt(++at)));
            } else {
                literal.append(here);
            }
        }
        return pattern.append(quoted(literal)).toString();
    }

    /** What stands between directives, taken as it is; the literal begins anew. */
    private static String quoted(StringBuilder literal) {
        String text = literal.toString().replace("'", "''");
        literal.setLength(0);
        return text.isEmpty() ? "" : "'" + text + "'";
    }

    private static String directive(char letter) {
        String layout = DIRECTIVES.get(letter);
        if (layout == null) {
            throw new IllegalArgumentException("%" + letter + " is not one of %Y %y %m %d %b %B");
        }
        return layout;
    }
}
