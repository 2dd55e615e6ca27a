package uk.code4health.opendata.governance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.dataset.Publication;

/**
 * Watches the numbers of one release whose publisher suppresses counts between two bounds, for counts that were not
 * suppressed. Only whole numbers are counts: a rate of 3.2 is none.
 *
 * <p>Not thread-safe. What is kept does not grow with the rows.
 */
public final class SmallNumbers {

    /** The cells of one field. */
    private static final class Found {
        private final FirstLines lines = new FirstLines();
        private long cells;

        void add(long line, long times) {
            cells += times;
            lines.add(line);
        }

        Optional<Disclosure> finding(String field) {
            return cells == 0
                    ? Optional.empty()
                    : Optional.of(new Disclosure(
                            field, DisclosureKind.SMALL_NUMBER, cells, lines.ascending(), Optional.empty()));
        }
    }

    private final List<String> fields;
    private final BigDecimal low;
    private final BigDecimal high;
    private final long lowCount;
    private final long highCount;
    private final List<Found> small;

    /**
     * @param fields the names of the fields that hold counts
     * @param hidden the numbers that the publisher suppresses
     */
    public SmallNumbers(List<String> fields, Publication.Bounds hidden) {
        this.fields = List.copyOf(fields);
        this.low = hidden.lowest();
        this.high = hidden.highest();
        this.lowCount = count(low.setScale(0, RoundingMode.CEILING));
        this.highCount = count(high.setScale(0, RoundingMode.FLOOR));
        this.small = fields.stream().map(field -> new Found()).toList();
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

    /** What was found, field by field; never a value. */
    public List<Disclosure> findings() {
        List<Disclosure> findings = new ArrayList<>();
        for (int field = 0; field < fields.size(); field++) {
            small.get(field).finding(fields.get(field)).ifPresent(findings::add);
        }
        return findings;
    }

    private static long count(BigDecimal bound) {
        return bound.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }
}
