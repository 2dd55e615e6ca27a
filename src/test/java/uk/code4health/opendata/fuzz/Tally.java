package uk.code4health.opendata.fuzz;

import java.util.Map;
import java.util.TreeMap;

/** Counts what came back. */
public final class Tally {

    private final Map<Endpoint, Map<Integer, Integer>> statuses = new TreeMap<>();
    private int answers;
    private int successes;
    private long longest;
    private String longestAsked = "";

    synchronized void count(Asked asked, Answer answer) {
        statuses.computeIfAbsent(asked.endpoint(), any -> new TreeMap<>()).merge(answer.status(), 1, Integer::sum);
        answers++;
        if (answer.status() / 100 == 2) {
            successes++;
        }
        if (answer.millis() > longest) {
            longest = answer.millis();
            longestAsked = asked.method() + " " + asked.target();
        }
    }

    public synchronized double shareOfSuccesses() {
        return (double) successes / answers;
    }

    public synchronized boolean hasEvery(int status) {
        return statuses.size() == Endpoint.values().length
                && statuses.values().stream().allMatch(each -> each.containsKey(status));
    }

    @Override
    public synchronized String toString() {
        String cut = longestAsked.substring(0, Math.min(300, longestAsked.length()));
        return answers + " answers, " + Math.round(100 * shareOfSuccesses()) + " % of them 2xx: " + statuses
                + "; the longest took " + longest + " ms: " + cut;
    }
}
