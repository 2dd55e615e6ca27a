package uk.code4health.opendata.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The first lines of many, in whatever order they are seen. */
final class FirstLines {

    static final int KEPT = 5;

    private final TreeSet<Long> lines = new TreeSet<>();

    void add(long line) {
        if (lines.size() < KEPT || line < lines.last()) {
            lines.add(line);
        }
        if (lines.size() > KEPT) {
            lines.pollLast();
        }
    }

    List<Long> ascending() {
        return new ArrayList<>(lines);
    }
}
