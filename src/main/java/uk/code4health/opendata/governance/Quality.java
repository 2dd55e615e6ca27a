package uk.code4health.opendata.governance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How good the data of a release is, in the dimensions of the Government Data Quality Framework that can be told from a
 * table. Every score goes from 0 to 1; the overall one is the mean of those that can be given.
 */
@Schema(name = "Quality")
public record Quality(
        String dataset,
        String release,

        @Schema(description = "Whether the figures are invented, to begin with")
        boolean sample,

        long records,

        @Schema(description = "The mean of the dimensions' scores, 0 to 1", examples = "0.98")
        double overall,

        List<Dimension> dimensions,

        @Schema(description = "What changed against the release before, if it is remarkable")
        List<QualityReport.Remark> drift,

        List<FieldProfile> fields) {

    /** One dimension of quality. */
    @Schema(name = "QualityDimension")
    public record Dimension(
            @Schema(enumeration = {"completeness", "validity", "uniqueness", "timeliness", "consistency"})
            String dimension,

            @Schema(description = "0 to 1; null where it cannot be told", nullable = true, examples = "1.0") @Nullable Double score,

            @Schema(description = "How the score was worked out, with the figures")
            String formula,

            @Schema(description = "Where it falls short, the first or worst of it")
            List<QualityReport.Remark> examples) {}

    private static final int EXAMPLES = 5;

    static Quality of(
            String dataset,
            String release,
            boolean sample,
            Instant publishedAt,
            Optional<String> updateFrequency,
            QualityReport report,
            Instant now) {
        List<Dimension> dimensions = List.of(
                completeness(report),
                validity(report),
                uniqueness(report),
                timeliness(publishedAt, updateFrequency, now),
                consistency(report));
        double overall = dimensions.stream()
                .map(Dimension::score)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(1);
        return new Quality(
                dataset,
                release,
                sample,
                report.records(),
                rounded(overall),
                dimensions,
                about("drift", report),
                report.fields());
    }

    private static Dimension completeness(QualityReport report) {
        double score = report.fields().stream()
                .mapToDouble(FieldProfile::filled)
                .average()
                .orElse(1);
        List<QualityReport.Remark> examples = report.fields().stream()
                .filter(field -> field.missing() > 0)
                .sorted(Comparator.comparingDouble(FieldProfile::filled))
                .limit(EXAMPLES)
                .map(field -> new QualityReport.Remark(
                        "completeness",
                        field.field(),
                        null,
                        field.missing() + " of " + report.records() + " records have no value and no reason for none."))
                .toList();
        return new Dimension(
                "completeness",
                rounded(score),
                "The mean over the " + report.fields().size()
                        + " fields of: records with a value or a reason for none, out of all records.",
                examples);
    }

    private static Dimension validity(QualityReport report) {
        long rows = report.records() + report.rejected();
        return new Dimension(
                "validity",
                rows == 0 ? null : rounded((double) report.records() / rows),
                "Rows that fit the schema, out of all rows but those that are no records: " + report.records() + " of "
                        + rows + ".",
                about("validity", report));
    }

    private static Dimension uniqueness(QualityReport report) {
        return new Dimension(
                "uniqueness",
                report.hasKey() ? 1.0 : null,
                report.hasKey()
                        ? "No two records have the same primary key; a release with two is never published."
                        : "The publisher gives records nothing that tells them apart, so repetitions cannot be counted.",
                about("uniqueness", report));
    }

    private static Dimension timeliness(Instant publishedAt, Optional<String> frequency, Instant now) {
        Optional<Duration> expected = frequency.flatMap(Quality::length);
        if (expected.isEmpty()) {
            return new Dimension("timeliness", null, "The publisher does not say how often it publishes.", List.of());
        }
        Duration age = Duration.between(publishedAt, now);
        double score = Math.min(1, (double) expected.get().toMinutes() / Math.max(1, age.toMinutes()));
        return new Dimension(
                "timeliness",
                rounded(score),
                String.format(
                        Locale.ROOT,
                        "The publisher's interval of %d days, out of the %d days since this was published here; at most 1.",
                        expected.get().toDays(),
                        age.toDays()),
                List.of());
    }

    private static Dimension consistency(QualityReport report) {
        return new Dimension(
                "consistency",
                report.checks() == 0 ? null : rounded((double) report.agreeing() / report.checks()),
                report.checks() == 0
                        ? "The file has no totals of its own, and the dataset refers to no other that is loaded."
                        : "Comparisons that agree, with the file's own totals and with the datasets that records refer to: "
                                + report.agreeing() + " of " + report.checks() + ".",
                about("consistency", report));
    }

    private static List<QualityReport.Remark> about(String dimension, QualityReport report) {
        List<QualityReport.Remark> remarks = new ArrayList<>(report.findings());
        remarks.removeIf(remark -> !remark.dimension().equals(dimension));
        return remarks.size() <= EXAMPLES * 2 ? remarks : List.copyOf(remarks.subList(0, EXAMPLES * 2));
    }

    private static Optional<Duration> length(String frequency) {
        try {
            LocalDate from = LocalDate.of(2001, 1, 1);
            LocalDate to =
                    from.plus(Period.parse(frequency.replaceFirst("^R/", "").replaceFirst("T.*$", "")));
            return Optional.of(Duration.between(from.atStartOfDay(ZoneOffset.UTC), to.atStartOfDay(ZoneOffset.UTC)));
        } catch (java.time.DateTimeException ofHours) {
            return Optional.empty();
        }
    }

    private static double rounded(double score) {
        return Math.floor(score * 10_000) / 10_000; // never up to a whole 1
    }
}
