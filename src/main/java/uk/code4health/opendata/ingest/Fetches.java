package uk.code4health.opendata.ingest;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import uk.code4health.opendata.catalogue.Release;
import uk.code4health.opendata.ingest.fetch.Fetched;

/** What is written down of a job while its file is fetched. Every change refuses a job that was
 * cancelled or taken over. */
@Singleton
class Fetches {

    private static final int AN_HOUR = 3_600;

    private final Jobs jobs;
    private final Originals originals;
    private final Clock clock;

    Fetches(Jobs jobs, Originals originals, Clock clock) {
        this.jobs = jobs;
        this.originals = originals;
        this.clock = clock;
    }

    /** Begins to fetch the file of a job, or begins again; empty if there is nothing to fetch. */
    @Transactional
    public Optional<Job> beginFetching(UUID id) {
        Job job = jobs.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || job.state.isOver() || !job.isWithoutFile()) {
            return Optional.empty();
        }
        job.beginFetching(clock.instant());
        return Optional.of(job);
    }

    @Transactional
    public void countFetched(Job run, long bytes, long total) {
        Job job = jobs.wanted(run);
        job.count(new Progress(Stage.FETCHING, bytes, 0, 0, 0, 0));
        job.bytesTotal = total;
    }

    /**
     * Keeps the file that has come for a job.
     *
     * @throws Cancelled if nobody wants it any more
     */
    @Transactional(rollbackOn = Exception.class)
    @TransactionConfiguration(timeout = AN_HOUR)
    public void fetched(Job run, Fetched fetched, InputStream file) throws IOException {
        Originals.Original original = originals.keep(file);
        jobs.wanted(run).fetched(fetched, original);
    }

    /** The newest job that fetched the same file as this one does, and got it. */
    @Transactional
    public Optional<Job> lastFetched(Job job) {
        return jobs.find(
                        "dataset = ?1 and sourceUrl = ?2 and sourceSha256 is not null order by createdAt desc",
                        job.dataset,
                        job.sourceUrl)
                .firstResultOptional();
    }

    /** Ends a job whose source says that its file is still the one that an earlier job fetched. */
    @Transactional
    public void endNotModified(Job run, Job earlier, Release release) {
        Job job = jobs.runBy(run);
        job.sourceSha256 = earlier.sha256();
        job.sourceName = earlier.sourceName;
        job.knownBy(earlier.validators());
        jobs.endUnchanged(run, release);
    }
}
