package uk.code4health.opendata.catalogue;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.dataset.Dataset;

/**
 * A registered dataset together with what is live of it.
 *
 * @param edition empty before its first publication
 * @param changedAt when the manifest was registered in its present form
 */
public record LiveDataset(Dataset dataset, Optional<Edition> edition, Instant changedAt) {

    /** When anything a reader can see last changed. */
    public Instant lastModified() {
        return edition.map(Edition::publishedAt)
                .filter(published -> published.isAfter(changedAt))
                .orElse(changedAt);
    }

    /** Whether a reader sees the same of both. */
    public boolean isStill(LiveDataset earlier) {
        return dataset.id().equals(earlier.dataset().id())
                && changedAt.equals(earlier.changedAt())
                && edition.map(Edition::id).equals(earlier.edition().map(Edition::id))
                && edition.map(Edition::publishedAt).equals(earlier.edition().map(Edition::publishedAt));
    }

    /** When anything a reader can see of any of them last changed; the epoch where there is none. */
    public static Instant lastModified(List<LiveDataset> all) {
        return all.stream()
                .map(LiveDataset::lastModified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** The newest release that records are taken from; empty before the first publication. */
    public Optional<String> newestRelease() {
        return edition.flatMap(live -> live.releases().stream().findFirst());
    }

    public long records() {
        return edition.map(Edition::records).orElse(0L);
    }
}
