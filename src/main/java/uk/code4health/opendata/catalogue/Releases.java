package uk.code4health.opendata.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.dataset.DatasetId;

/** Every release there has been, seen or unseen. */
@Singleton
class Releases implements PanacheRepositoryBase<Release, Long> {

    private static final List<ReleaseState> PUBLIC = List.of(ReleaseState.PUBLISHED, ReleaseState.SUPERSEDED);

    /** The releases readers may see, newest first. */
    List<Release> published(DatasetId dataset) {
        return list("dataset = ?1 and state in ?2 order by publishedAt desc, number desc", dataset.value(), PUBLIC);
    }

    Optional<Release> published(DatasetId dataset, String id) {
        return find("dataset = ?1 and id = ?2 and state in ?3", dataset.value(), id, PUBLIC)
                .firstResultOptional();
    }

    /** The published release made from the very same file that still supplies rows, if there is one. */
    List<Release> liveFrom(DatasetId dataset, String sourceSha256) {
        return list(
                "dataset = ?1 and sourceSha256 = ?2 and state = ?3 order by number desc",
                dataset.value(),
                sourceSha256,
                ReleaseState.PUBLISHED);
    }

    /** Whether readers have been given anything but samples. */
    boolean hasReal(DatasetId dataset) {
        return count("dataset = ?1 and sample = false and state in ?2", dataset.value(), PUBLIC) > 0;
    }

    /** The next free revision of a label: one more than there are published releases of it. */
    int nextRevision(String dataset, String label) {
        return 1 + (int) count("dataset = ?1 and label = ?2 and id is not null", dataset, label);
    }
}
