package uk.code4health.opendata.ingest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.governance.FieldProfile;
import uk.code4health.opendata.governance.PersonalData;

/**
 * What stands in a column. Values that the column remembers are counted exactly; of others, which there are only in columns
 * of very many different values, sketches of fixed size are kept (Apache DataSketches).
 */
final class ColumnProfile {

    private static final int HLL_SIZE = 12;
    private static final int FREQUENT_SIZE = 1_024;
    private static final int MOST_FREQUENT = 5;
    private static final int LONGEST_SHOWN = 100;

    private final ColumnReader column;
    private final Map<String, Long> statuses = new HashMap<>();
    private long values;
    private long missing;
    private @Nullable Object minimum;
    private @Nullable Object maximum;
    private @Nullable BigDecimal sum;
    private @Nullable HllSketch otherValues;
    private @Nullable ItemsSketch<String> frequentOthers;

    ColumnProfile(ColumnReader column) {
        this.column = column;
    }

    /** A cell that the column does not remember. */
    void see(TypedCell cell) {
        count(cell, 1);
        Object value = cell.value();
        if (value != null) {
            if (otherValues == null || frequentOthers == null) {
                otherValues = new HllSketch(HLL_SIZE);
                frequentOthers = new ItemsSketch<>(FREQUENT_SIZE);
            }
            otherValues.update(cell.hash());
            frequentOthers.update(value.toString());
        }
    }

    /** All cells were seen. */
    FieldProfile finished() {
        Set<Long> different = new HashSet<>();
        List<FieldProfile.Frequency> frequent = new ArrayList<>();
        for (TypedCell cell : column.remembered()) {
            if (cell.times() > 0) {
                count(cell, cell.times());
                if (cell.value() != null) {
                    different.add(cell.hash());
                    frequent.add(new FieldProfile.Frequency(shown(cell.value()), cell.times()));
                }
            }
        }
        if (frequentOthers != null) {
            for (ItemsSketch.Row<String> row : frequentOthers.getFrequentItems(ErrorType.NO_FALSE_POSITIVES)) {
                frequent.add(new FieldProfile.Frequency(shown(row.getItem()), row.getEstimate()));
            }
        }
        long others = otherValues == null ? 0 : Math.round(otherValues.getEstimate());
        return new FieldProfile(
                column.field().name(),
                values,
                missing,
                statuses,
                different.size() + others,
                others > 0,
                shown(minimum),
                shown(maximum),
                sum,
                frequent.stream()
                        .sorted(Comparator.comparingLong(FieldProfile.Frequency::records)
                                .reversed())
                        .limit(MOST_FREQUENT)
                        .toList());
    }

    private void count(TypedCell cell, long times) {
        Object value = cell.value();
        if (value == null) {
            String status = cell.status();
            if (status == null) {
                missing += times;
            } else {
                statuses.merge(status, times, Long::sum);
            }
            return;
        }
        values += times;
        minimum = minimum == null || compare(value, minimum) < 0 ? value : minimum;
        maximum = maximum == null || compare(value, maximum) > 0 ? value : maximum;
        if (value instanceof Long count) {
            add(BigDecimal.valueOf(count), times);
        } else if (value instanceof BigDecimal number) {
            add(number, times);
        }
    }

    private void add(BigDecimal number, long times) {
        BigDecimal all = number.multiply(BigDecimal.valueOf(times));
        sum = sum == null ? all : sum.add(all);
    }

    @SuppressWarnings("unchecked") // values of a field compare with each other
    private static int compare(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }

    /** Nothing that could be a person's leaves the load in clear, and nothing very long. */
    private static @Nullable Object shown(@Nullable Object value) {
        if (value == null || value instanceof BigDecimal || value instanceof Boolean) {
            return value;
        }
        String text = PersonalData.masked(value.toString());
        if (value instanceof Long && text.equals(value.toString())) {
            return value;
        }
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
