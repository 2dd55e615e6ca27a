package uk.code4health.opendata.dataset;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How releases of a dataset become what is served.
 *
 * @param sliceBy in period mode, the fields whose values name the slices that a release is the truth for
 * @param skipRows rows of the file that are no records, such as totals
 * @param alsoTitled other headers a field's column has had, by field name
 * @param computed where the value of a field stands that has no column, by field name
 * @param organisationContacts fields that hold an organisation's own telephone number, e-mail or postal address
 * @param disclosure how the publisher hides small counts
 * @param maximumRejected the part of the rows, 0 to 1, that may be unreadable before a release is quarantined
 * @param fileSource where the file is found, and when to look
 * @param totals values of text fields whose records count again what other records count, by field name
 */
public record Publication(
        Mode mode,
        List<String> sliceBy,
        List<SkipRows> skipRows,
        Map<String, List<String>> alsoTitled,
        Map<String, Computed> computed,
        Set<String> organisationContacts,
        Disclosure disclosure,
        BigDecimal maximumRejected,
        FileSource fileSource,
        Map<String, List<String>> totals) {

    /** What a release replaces. */
    public enum Mode {
        /** Everything: the file is the whole. */
        SNAPSHOT,
        /** The slices it holds: usually the months. */
        PERIOD
    }

    /**
     * Rows to leave out and count.
     *
     * @param where field names and the text their cells must have, in any case
     * @param total whether the row is the publisher's own, exact sum of the records
     * @param totalOf the fields that it sums; all numbers where it is empty
     * @param totalWithin the fields whose values a record shares with the total it is part of
     */
    public record SkipRows(
            Map<String, String> where, String reason, boolean total, List<String> totalOf, List<String> totalWithin) {

        public SkipRows {
            where = Map.copyOf(where);
            totalOf = List.copyOf(totalOf);
            totalWithin = List.copyOf(totalWithin);
        }
    }

    /**
     * How a publisher hides small counts.
     *
     * @param hidden the counts it hides, where there is a rule
     * @param roundedTo what every number it shows is a multiple of, where it rounds them
     * @param shown what to do about a hidden count that is shown or given away
     * @param onlyWhere the records it is true of, by the values that fields must have; empty where it is of all
     */
    public record Disclosure(
            Optional<Bounds> hidden,
            Optional<BigDecimal> roundedTo,
            SmallNumbers shown,
            Map<String, List<String>> onlyWhere) {

        public Disclosure {
            onlyWhere = Map.copyOf(onlyWhere);
        }

        /** Whether this number may be another one than what was counted. */
        public boolean mayBeRounded(BigDecimal number) {
            return roundedTo
                    .filter(unit -> number.remainder(unit).signum() == 0)
                    .isPresent();
        }
    }

    /** The smallest and the largest of some numbers. */
    public record Bounds(BigDecimal lowest, BigDecimal highest) {}

    /** What to do about a count that the publisher usually hides. */
    public enum SmallNumbers {
        REJECT,
        WARN,
        ACCEPT
    }

    public Publication {
        sliceBy = List.copyOf(sliceBy);
        skipRows = List.copyOf(skipRows);
        alsoTitled = Map.copyOf(alsoTitled);
        computed = Map.copyOf(computed);
        organisationContacts = Set.copyOf(organisationContacts);
        totals = Collections.unmodifiableMap(new TreeMap<>(totals));
    }
}
