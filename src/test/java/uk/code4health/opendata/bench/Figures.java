package uk.code4health.opendata.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How a side of a case did in a round.
 *
 * @param perSecond answers a second; of an export, rows
 * @param p50 milliseconds that half the answers took at most
 * @param p99 milliseconds that all but a hundredth of them took at most
 */
public record Figures(double perSecond, double p50, double p99) {

    /** So many in so many seconds, of which none is told apart. */
    static Figures rate(long count, double seconds) {
        return new Figures(count / seconds, Double.NaN, Double.NaN);
    }

    /** The median of each figure over the rounds. */
    public static Figures median(List<Figures> rounds) {
        return new Figures(
                median(rounds, Figures::perSecond), median(rounds, Figures::p50), median(rounds, Figures::p99));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return percentile(sorted, 50);
    }

    /** Of many figures in order: that which so many of a hundred do not exceed; of an even number's halves, the mean. */
    static double percentile(double[] sorted, int percent) {
        int middle = sorted.length / 2;
        if (percent == 50 && sorted.length % 2 == 0) {
            return Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
        }
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
