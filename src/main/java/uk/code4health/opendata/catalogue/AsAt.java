package uk.code4health.opendata.catalogue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/**
 * A time that a reader asks about: what was live then?
 *
 * @param instant what was published at it counts, what came later does not
 */
public record AsAt(Instant instant) {

    /** The query parameter it comes from. */
    public static final String PARAMETER = "as_at";

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** A plus sign that was not percent-encoded arrives as a space. */
    private static final Pattern DATE_AND_TIME = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)([Zz]|[-+ ]\\d{2}:\\d{2})?");

    private static final String EXAMPLES =
            " Ask 2024-05-09T09:30:00Z for what was live at that instant, or 2024-05-09 for what was live when that day"
                    + " ended in London.";

    /**
     * Reads what a reader wrote: an instant as RFC 3339 has it, or a date, which means the end of that day in London.
     *
     * @throws ProblemException if it is neither, saying what would be
     */
    public static AsAt read(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return new AsAt(endOf(LocalDate.parse(text)));
            }
            Matcher parts = DATE_AND_TIME.matcher(text);
            if (parts.matches()) {
                return new AsAt(instant(LocalDateTime.parse(parts.group(1) + "T" + parts.group(2)), parts.group(3)));
            }
        } catch (DateTimeException noSuchTime) {
            throw refused("There is no such time." + EXAMPLES, null);
        }
        throw refused("This is neither an instant nor a date." + EXAMPLES, null);
    }

    /** Both a time and a release are named. */
    public static ProblemException besideARelease() {
        return refused(
                "A release has the same records at any time. Ask for one of the two: release, for what one file held, or"
                        + " as_at, for all that was live at some time.",
                null);
    }

    /** The next day has not begun. */
    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(LONDON).toInstant().minusNanos(1);
    }

    private static Instant instant(LocalDateTime time, @Nullable String offset) {
        if (offset == null) {
            throw refused(
                    "An instant says how far its clock is from UTC: Z if it is UTC, +01:00 if it is British Summer Time.",
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(LONDON)));
        }
        return OffsetDateTime.parse(time + offset.replace(' ', '+').toUpperCase(Locale.ROOT))
                .toInstant();
    }

    private static ProblemException refused(String detail, @Nullable String didYouMean) {
        return Problem.PARAMETER_INVALID.with(new Fault(PARAMETER, detail, List.of(), didYouMean));
    }
}
