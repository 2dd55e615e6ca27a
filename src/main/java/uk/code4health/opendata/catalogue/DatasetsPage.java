package uk.code4health.opendata.catalogue;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Datasets of the catalogue, and how much of the whole they are. */
@Schema(name = "DatasetsPage")
public record DatasetsPage(List<DatasetView> data, Page page) {

    /** Where in the whole the answer stands. */
    @Schema(name = "CataloguePage")
    public record Page(
            int returned,
            int limit,
            long total,

            @Schema(description = "Whether this answer ends the list")
            boolean complete,

            @Schema(description = "The next page, if there is one", nullable = true) @Nullable String next) {}
}
