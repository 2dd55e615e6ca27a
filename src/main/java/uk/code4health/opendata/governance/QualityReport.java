package uk.code4health.opendata.governance;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was counted while a release was read; what its quality is, is worked out from it.
 *
 * @param records rows that became records
 * @param rejected rows that could not be read
 * @param skipped rows that are no records
 * @param hasKey whether the dataset has a primary key, so that no record can repeat another
 * @param checks comparisons made: sums with the publisher's own, references with the datasets they point to
 * @param agreeing those of them that agreed
 * @param findings what people should know
 */
public record QualityReport(
        long records,
        long rejected,
        long skipped,
        boolean hasKey,
        long checks,
        long agreeing,
        List<FieldProfile> fields,
        List<Remark> findings) {

    /**
     * Something found, by the dimension of quality it is about.
     *
     * @param dimension completeness, validity, uniqueness, timeliness, consistency, or drift: what changed against the
     *     release before
     */
    public record Remark(
            String dimension,
            @Schema(nullable = true) @Nullable String field,
            @Schema(nullable = true) @Nullable Long line,
            String message) {}

    public QualityReport {
        fields = List.copyOf(fields);
        findings = List.copyOf(findings);
    }
}
