package uk.code4health.opendata.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much is measured and for how long; each is a system property, {@code -Dbench.rows=10000000}.
 *
 * @param rows records of the dataset that is asked
 * @param rounds how often each side of a case is measured, after once that does not count
 * @param seconds how long a round takes
 * @param warmUp how many seconds the service is asked before anything is measured
 * @param jvm arguments of the service's JVM, between spaces
 * @param cases the names of the cases to measure, as a regular expression found in them
 * @param releases of the dataset with many; every tenth is revised
 */
public record Settings(long rows, int rounds, int seconds, int warmUp, List<String> jvm, Pattern cases, int releases) {

    /** More a second than this machine or a better one can answer; so many addresses are made that none is asked twice. */
    private static final int MOST_A_SECOND = 10_000;

    public static Settings read() {
        return new Settings(
                Long.getLong("bench.rows", 1_000_000),
                Integer.getInteger("bench.rounds", 3),
                Integer.getInteger("bench.seconds", 5),
                Integer.getInteger("bench.warm-up", 180),
                Arrays.asList(System.getProperty("bench.jvm", "-Xmx512m -XX:+UseParallelGC")
                        .split(" ", -1)),
                Pattern.compile(System.getProperty("bench.cases", "")),
                Integer.getInteger("bench.releases", 200));
    }

    /** Addresses that are enough for all rounds, and for the one that does not count. */
    public int addresses() {
        return MOST_A_SECOND * seconds * (rounds + 1);
    }

    /** For the reader of a table. */
    public String explained() {
        return String.format(
                Locale.ROOT,
                "%,d rows; %d rounds of %d seconds, medians, after %d of warming up; `wrk -t%d -c%d`; service with `%s`; %d processors.",
                rows,
                rounds,
                seconds,
                warmUp,
                Wrk.THREADS,
                Wrk.CONNECTIONS,
                String.join(" ", jvm),
                Runtime.getRuntime().availableProcessors());
    }
}
