package uk.code4health.opendata.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Release;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemDetails;

/** A load as a data officer sees it. */
@Schema(name = "Job")
public record JobView(
        UUID id,
        @Schema(examples = "gp-practices") String dataset,

        @Schema(enumeration = {"queued", "running", "done", "failed", "cancelled"})
        String state,

        @Schema(enumeration = {"received", "fetching", "reading", "checking", "storing", "publishing", "finished"})
        String stage,

        @Schema(description = "The file's name as it was uploaded, or as its source calls it")
        String sourceName,

        @Schema(description = "Where the file is fetched from; null for an upload", nullable = true) @Nullable String sourceUrl,

        @Schema(description = "SHA-256 of the file, in hexadecimal; null until the file is here", nullable = true)
        @Nullable String sourceSha256,

        @Schema(description = "The file's size; 0 while it is being fetched and the source did not say")
        long bytesTotal,

        @Schema(description = "Bytes fetched, and from stage reading on bytes read")
        long bytesRead,

        @Schema(description = "Rows after the header") long rowsRead,
        @Schema(description = "Rows that became records") long rowsLoaded,
        @Schema(description = "Rows that could not be read") long rowsRejected,

        @Schema(description = "Rows that are no records, such as totals")
        long rowsSkipped,

        @Schema(description = "Rows read in a second, so far", nullable = true) @Nullable Long rowsPerSecond,

        @Schema(description = "What is left of fetching or of reading, at the rate so far", nullable = true) @Nullable Long secondsLeft,

        @Schema(description = "Whether the file is the live one already, so that there was nothing to do")
        boolean unchanged,

        @Schema(description = "Whether somebody has asked for it to be stopped")
        boolean cancelRequested,

        Instant createdAt,
        @Schema(nullable = true) @Nullable Instant startedAt,
        @Schema(nullable = true) @Nullable Instant finishedAt,
        @Schema(nullable = true) @Nullable ReleaseReference release,
        @Schema(nullable = true) @Nullable ProblemDetails problem,

        @Schema(description = "The first findings: rejected rows, columns that are not registered, repeated keys")
        List<FindingView> findings) {

    /** The release a job made. */
    @Schema(name = "ReleaseReference")
    public record ReleaseReference(
            @Schema(description = "Null until it is published", nullable = true) @Nullable String id,

            @Schema(enumeration = {"loading", "quarantined", "failed", "published", "superseded"})
            String state) {

        static ReleaseReference of(Release release) {
            return new ReleaseReference(
                    release.id().orElse(null), release.state().label());
        }
    }

    /** Something a load found. */
    @Schema(name = "Finding")
    public record FindingView(
            @Schema(enumeration = {"reject", "layout", "key", "total", "reference", "disclosure", "drift"})
            String kind,

            @Schema(description = "The line on which the row begins, from 1", nullable = true) @Nullable Long line,

            @Schema(nullable = true) @Nullable String field,
            @Schema(nullable = true) @Nullable String value,
            String reason) {

        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.kind.name().toLowerCase(Locale.ROOT),
                    finding.line,
                    finding.field,
                    finding.value,
                    finding.reason);
        }
    }

    static JobView of(Job job, Optional<Release> release, List<Finding> findings, Instant now) {
        return new JobView(
                job.id,
                job.dataset,
                job.state.label(),
                job.stage.label(),
                job.sourceName,
                job.sourceUrl,
                job.sourceSha256,
                job.bytesTotal,
                job.bytesRead,
                job.rowsRead,
                job.rowsLoaded,
                job.rowsRejected,
                job.rowsSkipped,
                JobRates.rowsPerSecond(job, now),
                JobRates.secondsLeft(job, now),
                job.unchanged,
                job.cancelRequested || job.state == JobState.CANCELLED,
                job.createdAt,
                job.startedAt,
                job.finishedAt,
                release.map(ReleaseReference::of).orElse(null),
                problem(job),
                findings.stream().map(FindingView::of).toList());
    }

    private static @Nullable ProblemDetails problem(Job job) {
        return Optional.ofNullable(job.problemCode)
                .flatMap(Problem::of)
                .map(problem -> ProblemDetails.of(
                        problem.with(String.valueOf(job.problemDetail)), "/v1/publishing/jobs/" + job.id))
                .orElse(null);
    }
}
