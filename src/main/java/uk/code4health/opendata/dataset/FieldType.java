package uk.code4health.opendata.dataset;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The types of a field, named as in Frictionless Table Schema v2, each with what its values look like
 * and how their canonical text is read.
 */
public enum FieldType {
    STRING("text", FieldType::text),
    INTEGER("a whole number", FieldType::wholeNumber),
    NUMBER("a number", FieldType::number),
    BOOLEAN("true or false", FieldType::truth),
    DATE("a date such as 2024-04-30", FieldType::date),
    DATETIME("a date and time such as 2024-04-30T09:30:00", FieldType::dateTime),
    TIME("a time such as 09:30:00", FieldType::time),
    YEAR("a year such as 2024", FieldType::year),
    YEARMONTH("a month such as 2024-04", FieldType::month);

    /** More digits than any count or rate has; beyond it, arithmetic on a hostile exponent would not end. */
    private static final int LONGEST_NUMBER = 64;

    private static final int LATEST_YEAR = 9_999;

    /** PostgreSQL keeps no shorter time. */
    private static final int NANOS_OF_A_MICROSECOND = 1_000;

    private final String form;
    private final Function<String, Object> canonical;

    FieldType(String form, Function<String, Object> canonical) {
        this.form = form;
        this.canonical = canonical;
    }

    /** The name in manifests and schemas: {@code string}, {@code integer}, … */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a value looks like, for people. */
    public String form() {
        return form;
    }

    /** Whether values can be added up. */
    public boolean isNumber() {
        return this == INTEGER || this == NUMBER;
    }

    /** Whether "less than" means something to a reader. Codes and names are compared, but seldom usefully. */
    public boolean isText() {
        return this == STRING || this == YEARMONTH;
    }

    /**
     * Reads the canonical text of a value: ISO 8601 for times, {@code .} for decimals, {@code true} and {@code false}.
     *
     * @throws UnreadableCell if it is not one
     */
    public Object parse(String text) {
        try {
            return canonical.apply(text);
        } catch (NumberFormatException | DateTimeException notOne) {
            throw new UnreadableCell("is not " + form);
        }
    }

    public static Optional<FieldType> of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label))
                .findFirst();
    }

    private static Object text(String text) {
        if (text.indexOf('\0') >= 0) { // PostgreSQL cannot hold one, and nobody means one
            throw new UnreadableCell("holds a NUL character");
        }
        return text;
    }

    private static Object wholeNumber(String text) {
        return Long.valueOf(text);
    }

    private static Object date(String text) {
        return inCalendar(LocalDate.parse(text));
    }

    private static Object dateTime(String text) {
        return inCalendar(whole(LocalDateTime.parse(text)));
    }

    private static Object time(String text) {
        return whole(LocalTime.parse(text));
    }

    private static Object month(String text) {
        return inCalendar(YearMonth.parse(text)).toString();
    }

    /**
     * The same time, if its year is one of four digits, which every reader of it understands.
     *
     * @throws DateTimeException if it is not
     */
    static <T extends Temporal> T inCalendar(T time) {
        int year = time.get(ChronoField.YEAR);
        if (year < 1 || year > LATEST_YEAR) {
            throw new DateTimeException("The year " + year);
        }
        return time;
    }

    /** The same time, if it can be kept to its last digit. */
    private static <T extends Temporal> T whole(T time) {
        if (time.get(ChronoField.NANO_OF_SECOND) % NANOS_OF_A_MICROSECOND != 0) {
            throw new DateTimeException("Less than a microsecond");
        }
        return time;
    }

    private static Object year(String text) {
        long year = Long.parseLong(text);
        if (year < 1 || year > LATEST_YEAR) {
            throw new NumberFormatException();
        }
        return year;
    }

    private static Object number(String text) {
        if (text.length() > 2 * LONGEST_NUMBER) {
            throw new NumberFormatException();
        }
        BigDecimal number = new BigDecimal(text);
        if (number.precision() + Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static Object truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new NumberFormatException();
        };
    }
}
