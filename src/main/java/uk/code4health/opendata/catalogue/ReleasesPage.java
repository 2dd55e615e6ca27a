package uk.code4health.opendata.catalogue;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All published releases of a dataset. */
@Schema(name = "ReleasesPage")
public record ReleasesPage(List<ReleaseView> data, Page page) {

    /** The list is never cut. */
    @Schema(name = "ReleasesCount")
    public record Page(int returned, long total, boolean complete) {}

    static ReleasesPage of(List<ReleaseView> releases) {
        return new ReleasesPage(releases, new Page(releases.size(), releases.size(), true));
    }
}
