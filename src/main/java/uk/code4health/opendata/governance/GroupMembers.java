package uk.code4health.opendata.governance;

import java.math.BigDecimal;

/**
 * The cells of one field that a published total is the total of, as rows stream by: their sum and which are
 * suppressed.
 */
public final class GroupMembers {

    private BigDecimal sum = BigDecimal.ZERO;
    private long suppressed;
    private long firstSuppressed;

    /** A member that is published. */
    public void published(BigDecimal value) {
        sum = sum.add(value);
    }

    /** A member that is suppressed, by its line. */
    public void suppressed(long line) {
        suppressed++;
        if (suppressed == 1) {
            firstSuppressed = line;
        }
    }

    BigDecimal sum() {
        return sum;
    }

    long suppressed() {
        return suppressed;
    }

    long firstSuppressed() {
        return firstSuppressed;
    }
}
