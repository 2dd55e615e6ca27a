package uk.code4health.opendata.ingest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.code4health.opendata.governance.FieldProfile;
import uk.code4health.opendata.governance.QualityReport;

/**
 * What has changed against the release before, so much that somebody should look: publishers forget rows, shift columns and
 * change units without a word.
 */
final class Drift {

    /** The number of records seldom changes by more from one edition to the next. */
    private static final double MUCH_OF_RECORDS = 0.3;

    /** A mean that doubles or halves is another unit, another column or another definition. */
    private static final double MUCH_OF_A_MEAN = 2;

    private static final double MUCH_MISSING = 0.3;

    /** Means of fewer values vary by themselves. */
    private static final long FEWEST_VALUES = 30;

    private final QualityReport before;
    private final QualityReport now;
    private final Findings findings;

    private Drift(QualityReport before, QualityReport now, Findings findings) {
        this.before = before;
        this.now = now;
        this.findings = findings;
    }

    static void find(QualityReport before, QualityReport now, Findings findings) {
        new Drift(before, now, findings).find();
    }

    private void find() {
        double change = (double) (now.records() - before.records()) / Math.max(1, before.records());
        if (Math.abs(change) > MUCH_OF_RECORDS) {
            findings.drift(
                    null,
                    String.format(
                            Locale.ROOT,
                            "%d records; the release before has %d (%+.0f %%).",
                            now.records(),
                            before.records(),
                            change * 100));
        }
        Map<String, FieldProfile> earlier =
                before.fields().stream().collect(Collectors.toMap(FieldProfile::field, Function.identity()));
        for (FieldProfile field : now.fields()) {
            FieldProfile same = earlier.get(field.field());
            if (same != null) {
                find(same, field);
            }
        }
    }

    private void find(FieldProfile earlier, FieldProfile field) {
        double gone = missing(field) - missing(earlier);
        if (gone > MUCH_MISSING) {
            findings.drift(
                    field.field(),
                    String.format(
                            Locale.ROOT,
                            "%.0f %% of the records have no value; in the release before %.0f %%.",
                            missing(field) * 100,
                            missing(earlier) * 100));
        }
        BigDecimal sum = field.sum();
        BigDecimal sumBefore = earlier.sum();
        if (sum != null
                && sumBefore != null
                && Math.min(field.values(), earlier.values()) >= FEWEST_VALUES
                && sum.signum() != 0
                && sumBefore.signum() != 0) {
            double mean = sum.doubleValue() / field.values();
            double meanBefore = sumBefore.doubleValue() / earlier.values();
            double times = mean / meanBefore;
            if (times > MUCH_OF_A_MEAN || times < 1 / MUCH_OF_A_MEAN) {
                findings.drift(
                        field.field(),
                        "The mean is " + shown(mean) + "; in the release before " + shown(meanBefore)
                                + ". Has the column, its unit or its definition changed?");
            }
        }
    }

    private static double missing(FieldProfile field) {
        long all = field.values()
                + field.missing()
                + field.statuses().values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : (double) field.missing() / all;
    }

    private static String shown(double mean) {
        return new BigDecimal(mean).round(new MathContext(3)).toPlainString();
    }
}
