package uk.code4health.opendata.governance;

import java.util.HashSet;
import java.util.Set;

/**
 * Which of many different candidates pass: all of them while they are few, then a fair sample, whatever the order and
 * however often each comes. (Adaptive sampling after Wegman: kept are those whose hash begins with enough zeros.)
 */
final class DistinctSample {

    static final int MOST = 1_024;

    /** 2^64 divided by the golden ratio: multiplication by it scatters neighbours (Knuth). */
    private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

    private final Set<Long> passing = new HashSet<>();
    private final Set<Long> failing = new HashSet<>();
    private int zeros;

    void add(long key, boolean passes) {
        if (!isSampled(key)) {
            return;
        }
        (passes ? passing : failing).add(key);
        while (passing.size() + failing.size() > MOST) {
            zeros++;
            passing.removeIf(kept -> !isSampled(kept));
            failing.removeIf(kept -> !isSampled(kept));
        }
    }

    int passing() {
        return passing.size();
    }

    int failing() {
        return failing.size();
    }

    private boolean isSampled(long key) {
        return Long.numberOfLeadingZeros(key * SCATTER) >= zeros;
    }
}
