package uk.code4health.opendata.ingest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Jobs, newest first, and how much of the whole they are. */
@Schema(name = "JobsPage")
public record JobsPage(
        @Schema(description = "Without their findings, which each job has at its own address")
        List<JobView> data,

        Page page) {

    /** Where in the whole the answer stands. */
    @Schema(name = "JobsPagePlace")
    public record Page(
            int returned,
            int limit,
            long total,

            @Schema(description = "Whether this answer ends the list")
            boolean complete,

            @Schema(description = "The next page, if there is one", nullable = true) @Nullable String next) {}
}
