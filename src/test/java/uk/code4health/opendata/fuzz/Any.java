package uk.code4health.opendata.fuzz;

import java.util.List;
import java.util.Random;

/** Chooses. */
final class Any {

    private Any() {}

    static <T> T of(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    static <T> T of(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** True so many times in a hundred. */
    static boolean chance(int percent, Random random) {
        return random.nextInt(100) < percent;
    }
}
