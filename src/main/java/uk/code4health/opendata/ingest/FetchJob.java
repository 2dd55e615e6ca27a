package uk.code4health.opendata.ingest;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.Release;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.ingest.fetch.Fetched;
import uk.code4health.opendata.ingest.fetch.Fetcher;
import uk.code4health.opendata.ingest.fetch.Validators;
import uk.code4health.opendata.ingest.fetch.Watcher;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/**
 * Runs a job that may have to begin by fetching its file. After that it has a file to load, or is over.
 *
 * <p>A node that dies over it leaves nothing but a temporary file: the next one begins anew.
 */
@Singleton
class FetchJob {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Jobs jobs;
    private final Fetches fetches;
    private final LoadJob loads;
    private final Catalogue catalogue;
    private final Fetcher fetcher;
    private final Clock clock;

    FetchJob(Jobs jobs, Fetches fetches, LoadJob loads, Catalogue catalogue, Fetcher fetcher, Clock clock) {
        this.jobs = jobs;
        this.fetches = fetches;
        this.loads = loads;
        this.catalogue = catalogue;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** An earlier file of the same source that is what readers see, and how to tell whether there is a newer one. */
    private record Earlier(Job job, Release release) {}

    /**
     * Does nothing if the job is over.
     *
     * @return whether it is to be asked again, as it has to wait for another
     * @throws RuntimeException if the database went away; the job can be run again
     */
    boolean run(UUID id) {
        try {
            fetches.beginFetching(id).ifPresent(this::bring);
            return loads.run(id);
        } catch (TakenOver elsewhere) {
            Log.infof("Another node has taken over the load %s; this one leaves it", id);
            return false;
        }
    }

    private void bring(Job job) {
        try {
            requireFewAttempts(job);
            fetch(job);
        } catch (ProblemException refused) {
            failed(job, refused);
        } catch (Cancelled stop) {
            jobs.endCancelled(job);
        } catch (TakenOver elsewhere) {
            throw elsewhere;
        } catch (IOException | RuntimeException | Error failure) {
            failed(job, failure);
        }
    }

    private static void requireFewAttempts(Job job) {
        if (job.attempts > LoadJob.MOST_ATTEMPTS) {
            throw Problem.LOAD_INTERRUPTED.with("The service or its database stopped while the file was being fetched, "
                    + LoadJob.MOST_ATTEMPTS + " times.");
        }
    }

    private void fetch(Job job) throws IOException {
        Optional<Earlier> earlier = earlier(job);
        Validators known = earlier.map(it -> it.job().validators()).orElse(null);
        Path file = Files.createTempFile("opendata-fetch-", null);
        try {
            Optional<Fetched> fetched =
                    fetcher.fetch(URI.create(Objects.requireNonNull(job.sourceUrl)), known, file, watcher(job));
            if (fetched.isPresent()) {
                try (InputStream content = Files.newInputStream(file)) {
                    fetches.fetched(job, fetched.get(), content);
                }
            } else {
                Earlier same = earlier.orElseThrow();
                fetches.endNotModified(job, same.job(), same.release());
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Only what a new load of the same bytes would leave as it is. */
    private Optional<Earlier> earlier(Job job) {
        return fetches.lastFetched(job).flatMap(last -> catalogue
                .live(new DatasetId(job.dataset))
                .flatMap(live -> loads.sameFile(job, live, last.sha256()))
                .map(release -> new Earlier(last, release)));
    }

    private Watcher watcher(Job job) {
        return new Watcher() {
            private Instant lastSaid = Instant.EPOCH;

            @Override
            public void at(long bytes, long total) {
                Instant now = clock.instant();
                if (now.isAfter(lastSaid.plus(INTERVAL))) {
                    lastSaid = now;
                    fetches.countFetched(job, bytes, total);
                }
            }
        };
    }

    /** One line: that a publisher's server is away is no fault of ours. */
    private void failed(Job job, ProblemException refused) {
        end(job, refused.problem(), refused.detail());
        Log.warnf("The fetch %s for %s failed. %s", job.id, job.dataset, refused.detail());
    }

    private void failed(Job job, Throwable failure) {
        if (Failures.isConnectionLoss(failure)) {
            throw new IllegalStateException("The database went away during the fetch " + job.id, failure);
        }
        Log.errorf(failure, "The fetch %s for %s failed", job.id, job.dataset);
        end(job, Problem.INTERNAL, Failures.inWords(failure));
    }

    private void end(Job job, Problem problem, String detail) {
        jobs.end(job, JobState.FAILED, problem, detail);
    }
}
