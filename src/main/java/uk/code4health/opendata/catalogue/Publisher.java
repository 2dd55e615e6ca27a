package uk.code4health.opendata.catalogue;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.IdRange;

/** Takes a release through its life: received, read, published; or refused. */
@Singleton
public class Publisher {

    /** Of every slice the newest public release, newest release first. */
    private static final String LIVE_SLICES = """
            select slice from SliceEntity slice join Release release on release.number = slice.release
            where release.dataset = :dataset and release.sample = false and release.state in (PUBLISHED, SUPERSEDED)
            and not exists (
                select 1 from SliceEntity later join Release newer on newer.number = later.release
                where newer.dataset = :dataset and newer.sample = false and newer.state in (PUBLISHED, SUPERSEDED)
                and later.key = slice.key and newer.number > release.number)
            order by release.number desc""";

    private final Datasets datasets;
    private final Releases releases;
    private final Editions editions;
    private final EntityManager entities;
    private final Event<Changed> changed;
    private final Clock clock;

    Publisher(
            Datasets datasets,
            Releases releases,
            Editions editions,
            EntityManager entities,
            Event<Changed> changed,
            Clock clock) {
        this.datasets = datasets;
        this.releases = releases;
        this.editions = editions;
        this.entities = entities;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * A file has come in.
     *
     * @param sourceUrl where it was fetched from, unless it was uploaded
     */
    @Transactional
    public Release receive(
            DatasetId dataset,
            boolean sample,
            String sourceName,
            @Nullable String sourceUrl,
            String sha256,
            long bytes) {
        Release release = new Release(dataset.value(), sample, sourceName, sourceUrl, sha256, bytes, clock.instant());
        releases.persist(release);
        return release;
    }

    /** A release, seen or unseen. */
    @Transactional
    public Optional<Release> release(long number) {
        return releases.findByIdOptional(number);
    }

    /** The published releases made from the very same file that still supply rows, newest first. */
    @Transactional
    public List<Release> liveFrom(DatasetId dataset, String sourceSha256) {
        return releases.liveFrom(dataset, sourceSha256);
    }

    /** The first row id that was never given to a record. */
    @Transactional
    public long nextRowId(DatasetId dataset) {
        return Objects.requireNonNull(datasets.findById(dataset.value())).nextRowId;
    }

    /**
     * Gives row ids to the records of a release, which no other can have from now on, whatever becomes of it.
     *
     * @param first as {@link #nextRowId} said, under the lock that keeps other loads of the dataset away
     */
    @Transactional
    public void reserveRows(Release release, long first, long rows) {
        DatasetEntity dataset = locked(release.dataset());
        if (dataset.nextRowId != first) {
            throw new IllegalStateException("Row ids of " + release.dataset() + " were given to two loads at once");
        }
        dataset.nextRowId = first + rows;
    }

    /**
     * The rows of a release stand in the dataset's table.
     *
     * @param label the newest period it holds, or the day it was received
     * @param slices what it is the truth for, covering its rows
     */
    @Transactional
    public void read(Release release, String label, List<Slice> slices, long rejected, long skipped) {
        IdRange rows = new IdRange(
                slices.get(0).rows().first(),
                slices.get(slices.size() - 1).rows().end());
        managed(release).read(rows, label, rejected, skipped);
        entities.createQuery("delete from SliceEntity where release = :release")
                .setParameter("release", release.number())
                .executeUpdate();
        slices.forEach(slice -> entities.persist(new SliceEntity(release.number(), slice)));
    }

    @Transactional
    public void refuse(long release, ReleaseState why, long rejected, long skipped) {
        Objects.requireNonNull(releases.findById(release)).refused(why, rejected, skipped);
    }

    /** Makes a release live, with everything else that stays so. From here on readers see it, whole. */
    @Transactional
    public Release publish(Dataset dataset, Release release) {
        locked(dataset.id().value()); // one publication of a dataset at a time
        Release made = managed(release);
        Instant now = timeToPublish(dataset.id());
        made.publish(releases.nextRevision(made.dataset(), made.label()), now);
        entities.flush();
        List<SliceEntity> live = liveSlices(made);
        Set<Long> supplying = live.stream().map(slice -> slice.release).collect(Collectors.toSet());
        List<Release> all = releases.published(dataset.id());
        all.forEach(each -> each.setLive(supplying.contains(each.number())));
        editions.persist(new EditionEntity(
                made.dataset(),
                now,
                made.isSample(),
                IdRange.merged(live.stream().map(SliceEntity::rows).toList()),
                all.stream()
                        .filter(each -> supplying.contains(each.number()))
                        .map(each -> each.id().orElseThrow())
                        .toList()));
        changed.fire(new Changed(dataset.id()));
        return made;
    }

    /** Always later than the publication before, whatever the clocks of several nodes say: what was live then never changes. */
    private Instant timeToPublish(DatasetId dataset) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // PostgreSQL keeps no more
        return editions.live(dataset)
                .map(live -> live.publishedAt().plus(1, ChronoUnit.MICROS))
                .filter(now::isBefore)
                .orElse(now);
    }

    /** A sample stands alone: an older one may have been sliced otherwise. */
    private List<SliceEntity> liveSlices(Release made) {
        if (made.isSample()) {
            return entities.createQuery("from SliceEntity where release = :release", SliceEntity.class)
                    .setParameter("release", made.number())
                    .getResultList();
        }
        return entities.createQuery(LIVE_SLICES, SliceEntity.class)
                .setParameter("dataset", made.dataset())
                .getResultList();
    }

    private Release managed(Release release) {
        return Objects.requireNonNull(releases.findById(release.number()));
    }

    private DatasetEntity locked(String dataset) {
        return Objects.requireNonNull(datasets.findById(dataset, LockModeType.PESSIMISTIC_WRITE));
    }
}
