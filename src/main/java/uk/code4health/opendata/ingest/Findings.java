package uk.code4health.opendata.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.governance.Disclosure;
import uk.code4health.opendata.governance.QualityReport;

/** What a load has found so far: every reject counted, the first of them kept. */
final class Findings {

    static final int KEPT = 1_000;
    private static final int PUBLISHED = 100;

    private final List<Finding> kept = new ArrayList<>();
    private int disclosures;
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

    /** The publisher's own total is not the sum of the records. */
    void total(long line, @Nullable String field, String reason) {
        keep(new Finding(Finding.Kind.TOTAL, line, field, null, reason));
    }

    /** Records refer to what another dataset does not have. */
    void reference(long line, String fields, String value, String reason) {
        keep(new Finding(Finding.Kind.REFERENCE, line, fields, value, reason));
    }

    /** Cells that could tell of a person. They stand before all else, however much there is of it. */
    void disclosure(Disclosure found) {
        kept.add(
                disclosures++,
                new Finding(
                        Finding.Kind.DISCLOSURE,
                        found.lines().isEmpty() ? null : found.lines().get(0),
                        found.column(),
                        found.example().orElse(null),
                        found.message()));
    }

    /** Something has changed much against the release before. */
    void drift(@Nullable String field, String reason) {
        keep(new Finding(Finding.Kind.DRIFT, null, field, null, reason));
    }

    long rejected() {
        return rejected;
    }

    List<Finding> kept() {
        return List.copyOf(kept);
    }

    /** What of it is about the quality of the records, for everyone to read: never the content of a rejected cell. */
    List<QualityReport.Remark> remarks() {
        return kept.stream()
                .map(finding -> new QualityReport.Remark(
                        switch (finding.kind) {
                            case REJECT, LAYOUT -> "validity";
                            case KEY -> "uniqueness";
                            case TOTAL, REFERENCE -> "consistency";
                            case DISCLOSURE -> "disclosure";
                            case DRIFT -> "drift";
                        },
                        finding.field,
                        finding.line,
                        finding.kind == Finding.Kind.REFERENCE && finding.value != null && !finding.value.isEmpty()
                                ? finding.value + ": " + finding.reason
                                : finding.reason))
                .limit(PUBLISHED)
                .toList();
    }

    private void keep(Finding finding) {
        if (kept.size() < KEPT) {
            kept.add(finding);
        }
    }
}
