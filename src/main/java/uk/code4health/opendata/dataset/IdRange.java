package uk.code4health.opendata.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Records that lie one after another in a dataset's table: row ids from {@code first} up to, not including, {@code end}. */
public record IdRange(long first, long end) {

    public IdRange {
        if (first > end) {
            throw new IllegalArgumentException("a range from " + first + " cannot end at " + end);
        }
    }

    public long size() {
        return end - first;
    }

    public boolean covers(IdRange other) {
        return first <= other.first && other.end <= end;
    }

    /** The same rows in the fewest ranges, in order. The ranges given must not overlap. */
    public static List<IdRange> merged(List<IdRange> ranges) {
        List<IdRange> merged = new ArrayList<>();
        for (IdRange range : ranges.stream()
                .filter(range -> range.size() > 0)
                .sorted(Comparator.comparingLong(IdRange::first))
                .toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).end == range.first) {
                merged.set(last, new IdRange(merged.get(last).first, range.end));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }
}
