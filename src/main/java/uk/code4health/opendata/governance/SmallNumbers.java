package uk.code4health.opendata.governance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches the numbers of one release whose publisher suppresses counts between two bounds: for counts that were not
 * suppressed, and for suppressed ones that a published total gives away.
 *
 * <p>Only whole numbers are counts: a rate of 3.2 is none. A total gives away what is suppressed among its members if
 * that is one cell, or if the rest that the published ones leave is so small or so large that every suppressed cell
 * must be at the lower or at the upper bound. That holds for totals that are exact; one that is rounded by itself, as
 * in HES and ECDS, gives nothing away and is not to be shown here. Of cells that two totals together give away,
 * nothing is known.
 *
 * <p>Not thread-safe. What is kept does not grow with the rows.
 */
public final class SmallNumbers {

    /** The cells of one field with one kind of finding. */
    private static final class Found {
        private final FirstLines lines = new FirstLines();
        private long cells;

        void add(long line, long times) {
            cells += times;
            lines.add(line);
        }

        Optional<Disclosure> finding(String field, DisclosureKind kind) {
            return cells == 0
                    ? Optional.empty()
                    : Optional.of(new Disclosure(field, kind, cells, lines.ascending(), Optional.empty()));
        }
    }

    private final List<String> fields;
    private final BigDecimal low;
    private final BigDecimal high;
    private final long lowCount;
    private final long highCount;
    private final List<Found> small;
    private final List<Found> givenAway;

    /**
     * @param fields the names of the fields that hold counts
     * @param low the smallest number that the publisher suppresses
     * @param high the largest
     */
    public SmallNumbers(List<String> fields, BigDecimal low, BigDecimal high) {
        this.fields = List.copyOf(fields);
        this.low = low;
        this.high = high;
        this.lowCount = count(low.setScale(0, RoundingMode.CEILING));
        this.highCount = count(high.setScale(0, RoundingMode.FLOOR));
        this.small = fields.stream().map(field -> new Found()).toList();
        this.givenAway = fields.stream().map(field -> new Found()).toList();
    }

    /** A published number of a field, by the field's place in the list. */
    public void see(int field, long value, long line) {
        see(field, value, line, 1);
    }

    /** The same for a number that stands in several records, the first of them at the line. */
    public void see(int field, long value, long line, long times) {
        if (value >= lowCount && value <= highCount) {
            small.get(field).add(line, times);
        }
    }

    /** A published number of a field, by the field's place in the list. */
    public void see(int field, BigDecimal value, long line) {
        see(field, value, line, 1);
    }

    /** The same for a number that stands in several records, the first of them at the line. */
    public void see(int field, BigDecimal value, long line, long times) {
        if (value.compareTo(low) >= 0 && value.compareTo(high) <= 0 && isWhole(value)) {
            small.get(field).add(line, times);
        }
    }

    /** A published, exact total of a field, and the cells that it is the total of. */
    public void total(int field, BigDecimal total, GroupMembers members) {
        if (members.suppressed() == 1 || (members.suppressed() > 1 && isAtBound(total, members))) {
            givenAway.get(field).add(members.firstSuppressed(), 1);
        }
    }

    /** What was found, field by field; never a value. */
    public List<Disclosure> findings() {
        List<Disclosure> findings = new ArrayList<>();
        for (int field = 0; field < fields.size(); field++) {
            small.get(field)
                    .finding(fields.get(field), DisclosureKind.SMALL_NUMBER)
                    .ifPresent(findings::add);
            givenAway
                    .get(field)
                    .finding(fields.get(field), DisclosureKind.GIVEN_AWAY)
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private boolean isAtBound(BigDecimal total, GroupMembers members) {
        BigDecimal rest = total.subtract(members.sum());
        BigDecimal cells = BigDecimal.valueOf(members.suppressed());
        return rest.compareTo(low.multiply(cells)) == 0 || rest.compareTo(high.multiply(cells)) == 0;
    }

    private static long count(BigDecimal bound) {
        return bound.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }
}
