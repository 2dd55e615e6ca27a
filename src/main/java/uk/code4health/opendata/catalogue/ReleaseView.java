package uk.code4health.opendata.catalogue;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A published release as readers see it. */
@Schema(name = "Release")
public record ReleaseView(
        @Schema(description = "The period or day, and the revision", examples = "2024-06.1")
        String id,

        @Schema(description = "superseded: every part of it has been replaced since; still readable by its id")
        String state,

        Instant publishedAt,

        @Schema(description = "How many records it has", examples = "197")
        long records,

        @Schema(description = "Rows of the file that could not be read and are not among the records")
        long rejected,

        @Schema(description = "Rows of the file that are no records, such as totals")
        long skipped,

        @Schema(description = "Whether its figures are invented, for trying out")
        boolean sample,

        Source source,
        String recordsUrl) {

    /** The file it was made from. */
    @Schema(name = "ReleaseSource")
    public record Source(
            @Schema(examples = "Monthly-AE-June-2024.csv") String name,

            @Schema(description = "Where it was fetched from; null if it was uploaded", nullable = true) @Nullable String url,

            @Schema(description = "SHA-256 of the file, in hexadecimal")
            String sha256,

            long bytes) {}

    static ReleaseView of(Release release) {
        String id = release.id().orElseThrow();
        return new ReleaseView(
                id,
                release.state().label(),
                release.publishedAt().orElseThrow(),
                release.records(),
                release.rejected(),
                release.skipped(),
                release.isSample(),
                new Source(
                        release.sourceName(),
                        release.sourceUrl().orElse(null),
                        release.sourceSha256(),
                        release.sourceBytes()),
                "/v1/datasets/" + release.dataset() + "/records?release=" + id);
    }
}
