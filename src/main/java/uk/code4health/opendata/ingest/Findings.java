package uk.code4health.opendata.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a load has found so far: every reject counted, the first of them kept. */
final class Findings {

    static final int KEPT = 1_000;

    private final List<Finding> kept = new ArrayList<>();
    private long rejected;

    /** A row cannot be a record. */
    void reject(long line, @Nullable String field, @Nullable String value, String reason) {
        rejected++;
        keep(new Finding(Finding.Kind.REJECT, line, field, value, reason));
    }

    void layout(String column, String reason) {
        keep(new Finding(Finding.Kind.LAYOUT, null, column, null, reason));
    }

    void repeatedKey(long line, String key, String reason) {
        keep(new Finding(Finding.Kind.KEY, line, null, key, reason));
    }

    long rejected() {
        return rejected;
    }

    List<Finding> kept() {
        return List.copyOf(kept);
    }

    private void keep(Finding finding) {
        if (kept.size() < KEPT) {
            kept.add(finding);
        }
    }
}
