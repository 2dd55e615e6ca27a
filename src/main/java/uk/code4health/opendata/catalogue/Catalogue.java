package uk.code4health.opendata.catalogue;

import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/**
 * What readers can know: the registered datasets, what is live of each, and every edition there has been.
 *
 * <p>Kept in memory, as every request asks. This node's own registrations and publications show at once, another node's within a second.
 */
@Singleton
public class Catalogue {

    private static final Pattern EDITION_ID = Pattern.compile("e\\d{1,18}");
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MOST_EDITIONS = 10_000;
    private static final int MOST_MANIFESTS = 2_000;

    private final Datasets datasets;
    private final Editions editions;
    private final Releases releases;
    private final ManifestReader manifests;

    private final LoadingCache<DatasetId, Optional<LiveDataset>> live = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .refreshAfterWrite(FRESH.dividedBy(2))
            .executor(Infrastructure.getDefaultExecutor())
            .maximumSize(MOST_MANIFESTS)
            .build(this::load);
    private final Cache<String, Edition> known =
            Caffeine.newBuilder().maximumSize(MOST_EDITIONS).build();
    private final Cache<String, Dataset> read =
            Caffeine.newBuilder().maximumSize(MOST_MANIFESTS).build();

    Catalogue(Datasets datasets, Editions editions, Releases releases, ManifestReader manifests) {
        this.datasets = datasets;
        this.editions = editions;
        this.releases = releases;
        this.manifests = manifests;
    }

    /** Every registered dataset, by id. */
    @Transactional
    public List<LiveDataset> all() {
        return datasets.streamAll()
                .map(entity -> live(new DatasetId(entity.id)))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(each -> each.dataset().id().value()))
                .toList();
    }

    /**
     * A dataset that must be there.
     *
     * @param id as a caller typed it
     * @throws ProblemException naming the nearest dataset there is
     */
    public LiveDataset require(String id) {
        return parsed(id).flatMap(this::live).orElseThrow(() -> unknown(id));
    }

    /** A dataset and what is live of it. */
    public Optional<LiveDataset> live(DatasetId id) {
        return live.get(id);
    }

    /** What is known of a dataset without asking the database; empty also where nothing fresh is. */
    public Optional<LiveDataset> known(DatasetId id) {
        return Optional.ofNullable(live.getIfPresent(id)).flatMap(found -> found);
    }

    /** An edition there has been, live or not, or the rows of a release; by the id it gave itself. */
    public Optional<Edition> edition(DatasetId dataset, String id) {
        if (EDITION_ID.matcher(id).matches()) {
            return Optional.ofNullable(known.get(id, this::loadEdition))
                    .filter(edition -> edition.dataset().equals(dataset));
        }
        return publishedRelease(dataset, id).map(this::edition);
    }

    /** The rows of one release. */
    public Edition edition(Release release) {
        return new Edition(
                release.id().orElseThrow(),
                new DatasetId(release.dataset()),
                release.publishedAt().orElseThrow(),
                release.isSample(),
                release.rows().stream().toList(),
                release.id().stream().toList(),
                release.records());
    }

    /**
     * A release that readers may see.
     *
     * @throws ProblemException naming the nearest release there is
     */
    @Transactional
    public Release requireRelease(DatasetId dataset, String id) {
        return releases.published(dataset, id).orElseThrow(() -> unknownRelease(dataset, id));
    }

    @Transactional
    Optional<Release> publishedRelease(DatasetId dataset, String id) {
        return releases.published(dataset, id);
    }

    /** The releases readers may see, newest first. */
    @Transactional
    public List<Release> releases(DatasetId dataset) {
        return releases.published(dataset);
    }

    /** When the first figures of each dataset were published: real ones, or invented ones where there are no others. */
    @Transactional
    public Map<String, Instant> firstPublished() {
        return editions.firstPublications().stream()
                .sorted(Comparator.comparing(Editions.FirstPublication::sample))
                .collect(toMap(
                        Editions.FirstPublication::dataset,
                        Editions.FirstPublication::publishedAt,
                        (real, invented) -> real));
    }

    /** What was live of it may no longer be. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed event) {
        live.invalidate(event.dataset());
    }

    @Transactional
    Optional<LiveDataset> load(DatasetId id) {
        return datasets.findByIdOptional(id.value())
                .map(entity -> new LiveDataset(
                        read.get(entity.manifestSha256, sha256 -> manifests.read(entity.manifest)),
                        editions.live(id),
                        entity.changedAt));
    }

    @Transactional
    @Nullable Edition loadEdition(String id) {
        return editions.findByIdOptional(Long.parseLong(id.substring(1)))
                .map(EditionEntity::edition)
                .orElse(null);
    }

    private static Optional<DatasetId> parsed(String id) {
        try {
            return Optional.of(new DatasetId(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private ProblemException unknown(String id) {
        List<String> ids =
                all().stream().map(each -> each.dataset().id().value()).toList();
        return Problem.DATASET_NOT_FOUND.with(new Fault(
                "dataset",
                "There is no dataset of this id."
                        + Nearest.to(id, ids)
                                .map(near -> " Did you mean " + near + "?")
                                .orElse(""),
                ids,
                Nearest.to(id, ids).orElse(null)));
    }

    private ProblemException unknownRelease(DatasetId dataset, String id) {
        List<String> ids = releases(dataset).stream()
                .flatMap(release -> release.id().stream())
                .toList();
        return Problem.RELEASE_NOT_FOUND.with(new Fault(
                "release",
                "There is no published release of this id; /v1/datasets/" + dataset + "/releases lists them.",
                List.of(),
                Nearest.to(id, ids).orElse(null)));
    }
}
