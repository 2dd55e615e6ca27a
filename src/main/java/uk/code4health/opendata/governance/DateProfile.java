package uk.code4health.opendata.governance;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the dates of a column are dates of birth by its header, or could be by their spread: to the day, over seven
 * different decades, which a stray 1900-01-01 or 9999-12-31 does not make, and not only on the first and last days of
 * months.
 */
final class DateProfile {

    private static final int DECADES = 7;
    private static final int DAYS_OF_MONTH = 8;

    /** A column that holds other things is not asked again and again; one whose header speaks of births always is. */
    private static final int TRIED = 1_000;

    private final boolean isOfBirth;
    private final BitSet decades = new BitSet();
    private final BitSet daysOfMonth = new BitSet();
    private final FirstLines lines = new FirstLines();
    private int tried;
    private long others;
    private long dates;
    private @Nullable String example;

    DateProfile(boolean isOfBirth) {
        this.isOfBirth = isOfBirth;
    }

    void see(String text, long line, long times) {
        if (tried >= TRIED && others > dates && !isOfBirth) {
            return;
        }
        tried++;
        LocalDate date = FullDate.of(text);
        if (date == null) {
            others += times;
            return;
        }
        dates += times;
        decades.set(date.getYear() / 10);
        daysOfMonth.set(date.getDayOfMonth());
        lines.add(line);
        if (example == null) {
            example = PersonalData.example(text);
        }
    }

    boolean isOfBirthByHeader() {
        return isOfBirth && dates > 0;
    }

    boolean couldBeOfBirth() {
        return dates > others && decades.cardinality() >= DECADES && daysOfMonth.cardinality() >= DAYS_OF_MONTH;
    }

    Disclosure finding(String column) {
        return new Disclosure(
                column, DisclosureKind.BIRTH_DATE, dates, lines.ascending(), Optional.ofNullable(example));
    }
}
