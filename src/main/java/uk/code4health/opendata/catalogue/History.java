package uk.code4health.opendata.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/**
 * Tells what was live of a dataset at any time: an edition is live from its publication to the next.
 *
 * <p>Invented figures that were live are part of the past like any others, and are marked as what they are.
 */
@Singleton
public class History {

    /**
     * A publication is seen when its transaction ends, which takes a minute at most, and clocks of several nodes differ. Only
     * then is certain what was live.
     */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private static final int MOST_PUBLICATIONS = 500_000;

    private final Editions editions;
    private final Catalogue catalogue;
    private final Clock clock;

    /** By the id of the edition that is live: what came before it does not change any more. */
    private final Cache<String, NavigableMap<Instant, String>> publications = Caffeine.newBuilder()
            .maximumWeight(MOST_PUBLICATIONS)
            .weigher((String live, NavigableMap<Instant, String> before) -> before.size())
            .build();

    History(Editions editions, Catalogue catalogue, Clock clock) {
        this.editions = editions;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * What was live of a dataset at some time; what is live, if that time is still to come.
     *
     * @throws ProblemException if nothing was, saying since when there has been something
     */
    public EditionThen at(LiveDataset dataset, AsAt asAt) {
        return find(dataset, asAt)
                .orElseThrow(() -> nothing(dataset.edition()
                        .map(live -> "Nothing of this dataset was published by then. The first that was is of "
                                + until(live).firstKey() + "; ask for that instant or a later one.")
                        .orElse("Nothing of this dataset has been published yet.")));
    }

    /** What was live of a dataset at some time, if anything was. */
    public Optional<EditionThen> find(LiveDataset dataset, AsAt asAt) {
        return dataset.edition().flatMap(live -> find(live, asAt.instant()));
    }

    private Optional<EditionThen> find(Edition live, Instant time) {
        if (!time.isBefore(live.publishedAt())) {
            return Optional.of(
                    new EditionThen(live, time.isBefore(clock.instant().minus(SETTLING))));
        }
        return Optional.ofNullable(until(live).floorEntry(time))
                .map(then -> new EditionThen(
                        catalogue.edition(live.dataset(), then.getValue()).orElseThrow(), true));
    }

    private NavigableMap<Instant, String> until(Edition live) {
        return publications.get(live.id(), id -> upTo(live));
    }

    @Transactional
    NavigableMap<Instant, String> upTo(Edition live) {
        return editions.publications(live.dataset(), live.publishedAt());
    }

    private static ProblemException nothing(String detail) {
        return Problem.EDITION_NOT_FOUND.with(new Fault(AsAt.PARAMETER, detail));
    }
}
