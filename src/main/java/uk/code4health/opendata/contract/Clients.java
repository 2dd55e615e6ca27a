package uk.code4health.opendata.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.contract.clients.ClientGenerator;
import uk.code4health.opendata.contract.clients.ClientLanguage;
import uk.code4health.opendata.contract.clients.ClientNames;
import uk.code4health.opendata.platform.Problem;

/**
 * The packed clients of datasets, made when they are asked for, one after the other, and kept as long as nothing changes that
 * can be seen in them.
 */
@Singleton
class Clients {

    private static final long MOST_BYTES = 32L << 20;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Who waits holds a thread that others could be answered by. */
    private static final int MOST_WAITING = 8;

    private final DatasetDocuments documents;
    private final ClientGenerator generator;

    /** Each takes a core, and a service has few. */
    private final Semaphore turn = new Semaphore(1, true);

    private final Cache<Key, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Kept client) -> client.zip.length)
            .build();

    Clients(DatasetDocuments documents, ClientGenerator generator) {
        this.documents = documents;
        this.generator = generator;
    }

    private record Key(String dataset, String address, ClientLanguage language) {}

    /** A client, and what was live when it was made. */
    private static final class Kept {
        private final LiveDataset live;
        private final byte[] zip;

        Kept(LiveDataset live, byte[] zip) {
            this.live = live;
            this.zip = zip;
        }
    }

    /**
     * A dataset's client as a ZIP.
     *
     * @param address where the service is, without a slash at its end
     * @throws uk.code4health.opendata.platform.ProblemException if too many are being made
     */
    byte[] of(LiveDataset live, String address, ClientLanguage language) {
        Key key = new Key(live.dataset().id().value(), address, language);
        byte[] known = known(key, live);
        return known == null ? made(key, live) : known;
    }

    private byte @Nullable [] known(Key key, LiveDataset live) {
        @Nullable Kept known = kept.getIfPresent(key);
        return known != null && known.live.isStill(live) ? known.zip : null;
    }

    private byte[] made(Key key, LiveDataset live) {
        if (!comesItsTurn()) {
            throw Problem.BUSY.with("Many clients are being made, one after the other. Try again shortly.");
        }
        try {
            byte[] known = known(key, live); // who waited beside us may have asked for the same
            if (known != null) {
                return known;
            }
            byte[] zip = generator.zip(
                    key.language(), new ClientNames(live.dataset().id()), documents.tree(live, key.address()));
            kept.put(key, new Kept(live, zip));
            return zip;
        } finally {
            turn.release();
        }
    }

    private boolean comesItsTurn() {
        try {
            return turn.getQueueLength() < MOST_WAITING
                    && turn.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
