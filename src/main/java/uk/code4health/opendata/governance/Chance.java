package uk.code4health.opendata.governance;

/** Whether so many of a column's values can pass a check by chance. */
final class Chance {

    /** One column in a million whose values mean something else is taken for what it is not. */
    private static final double TOO_UNLIKELY = 1e-6;

    private Chance() {}

    /**
     * Whether it is no wonder that {@code passing} of {@code all} values pass a check that each passes with the given
     * probability: the upper tail of the binomial distribution.
     *
     * @param all at most {@link DistinctSample#MOST}, so that no term is too small for a double
     */
    static boolean explains(int passing, int all, double probability) {
        double term = Math.pow(1 - probability, all);
        double fewer = 0;
        for (int count = 0; count < passing; count++) {
            fewer += term;
            term *= (all - count) * probability / ((count + 1) * (1 - probability));
        }
        return 1 - fewer >= TOO_UNLIKELY;
    }
}
