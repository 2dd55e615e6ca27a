package uk.code4health.opendata.governance;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one column holds of one kind of personal data, and whether that is a finding.
 *
 * <p>One hit is, as long as its like is rare in the column: fewer than ten different values have the form and fail the
 * check. Where they are usual, as in a column of ten-digit codes, hits are a finding if there are more than chance can
 * explain.
 */
final class Tally {

    private static final int USUAL = 10;

    private final DisclosureKind kind;
    private final DistinctSample sample = new DistinctSample();
    private final FirstLines lines = new FirstLines();
    private long cells;
    private long lastLine = -1;
    private @Nullable String example;

    Tally(DisclosureKind kind) {
        this.kind = kind;
    }

    void add(Candidate candidate, String text, long line, long times) {
        if (kind.byChance() > 0) {
            sample.add(candidate.key(), candidate.passes());
        }
        if (!candidate.passes() || line == lastLine) { // a cell counts once, whatever it holds
            return;
        }
        lastLine = line;
        cells += times;
        lines.add(line);
        if (example == null) {
            example = PersonalData.example(text.substring(candidate.from(), candidate.to()));
        }
    }

    /** @param isUsual whether the manifest says that values of this form are usual in the column */
    Optional<Disclosure> finding(String column, boolean isUsual) {
        if (cells == 0 || ((isUsual || sample.failing() >= USUAL) && isByChance())) {
            return Optional.empty();
        }
        return Optional.of(new Disclosure(column, kind, cells, lines.ascending(), Optional.ofNullable(example)));
    }

    private boolean isByChance() {
        return Chance.explains(sample.passing(), sample.passing() + sample.failing(), kind.byChance());
    }
}
