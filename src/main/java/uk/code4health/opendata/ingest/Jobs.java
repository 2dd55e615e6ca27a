package uk.code4health.opendata.ingest;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Release;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Every load there has been, and what it found. */
@Singleton
class Jobs implements PanacheRepositoryBase<Job, UUID> {

    private static final int AN_HOUR = 3_600;
    private static final List<JobState> OPEN = List.of(JobState.QUEUED, JobState.RUNNING);

    private final Originals originals;
    private final EntityManager entities;
    private final Clock clock;

    Jobs(Originals originals, EntityManager entities, Clock clock) {
        this.originals = originals;
        this.entities = entities;
        this.clock = clock;
    }

    /** Keeps a file and the intention to load it, both or neither. */
    @Transactional(rollbackOn = IOException.class)
    @TransactionConfiguration(timeout = AN_HOUR)
    public Job receive(DatasetId dataset, boolean sample, String sourceName, InputStream file) throws IOException {
        Job job = new Job(dataset.value(), sample, sourceName, originals.keep(file), clock.instant());
        persist(job);
        return job;
    }

    /** Jobs that are not over: after a restart, those that an earlier run left. */
    @Transactional
    public List<Job> open() {
        return list("state in ?1 order by createdAt", OPEN);
    }

    @Transactional
    public Optional<Job> job(UUID id) {
        return findByIdOptional(id);
    }

    @Transactional
    public List<Finding> findings(UUID job, int limit) {
        return entities.createQuery("from Finding where job = :job order by number", Finding.class)
                .setParameter("job", job)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Takes in the intention to fetch a file and load it. */
    @Transactional
    public Job receive(DatasetId dataset, URI source) {
        Job job = new Job(dataset.value(), source, clock.instant());
        persist(job);
        return job;
    }

    /** Begins a job, or begins it again after a node died over it; empty if it is over already. */
    @Transactional
    public Optional<Job> begin(UUID id) {
        Job job = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || job.state.isOver()) {
            return Optional.empty();
        }
        job.begin(clock.instant());
        forgetFindings(id);
        return Optional.of(job);
    }

    /** Tells readers of a job how far its load is. */
    Reporter reporter(UUID id) {
        return new Reporter(this, id, clock);
    }

    @Transactional
    public void count(UUID id, Progress progress) {
        wanted(id).count(progress);
    }

    @Transactional
    public void requireWanted(UUID id) {
        wanted(id);
    }

    /**
     * Cancels a job: at once if nobody has begun it, else as soon as whoever runs it looks up.
     *
     * @throws ProblemException if it has come to another end already
     */
    @Transactional
    public Optional<Job> cancel(UUID id) {
        Job job = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (job != null && job.state == JobState.QUEUED) {
            end(job, JobState.CANCELLED);
        } else if (job != null && job.state == JobState.RUNNING) {
            job.cancelRequested = true;
        } else if (job != null && job.state != JobState.CANCELLED) {
            throw Problem.JOB_OVER.with("The job is over; it ended as " + job.state.label() + ".");
        }
        return Optional.ofNullable(job);
    }

    @Transactional
    public void makes(UUID id, Release release) {
        managed(id).release = release.number();
    }

    @Transactional
    public boolean isOpen(UUID id) {
        return OPEN.contains(managed(id).state);
    }

    /** Ends a job as cancelled, unless it has come to an end already. */
    @Transactional
    public void endCancelled(UUID id) {
        Job job = managed(id);
        if (!job.state.isOver()) {
            end(job, JobState.CANCELLED);
            Log.infof("The load %s of %s was cancelled", id, job.dataset);
        }
    }

    @Transactional
    public void endUnchanged(UUID id, Release release) {
        Job job = managed(id);
        job.unchanged = true;
        job.release = release.number();
        end(job, JobState.DONE);
    }

    /** Ends a job, with a problem if the file did not become a release that can be seen. */
    @Transactional
    public void end(UUID id, JobState how, List<Finding> findings, @Nullable Problem problem, String detail) {
        Job job = managed(id);
        if (problem != null) {
            job.problem(problem, detail);
        }
        for (Finding finding : findings) {
            finding.job = id;
            entities.persist(finding);
        }
        end(job, how);
    }

    private void end(Job job, JobState how) {
        if (job.original != null) {
            originals.drop(job.original);
        }
        job.end(how, clock.instant());
    }

    private void forgetFindings(UUID job) {
        entities.createQuery("delete from Finding where job = :job")
                .setParameter("job", job)
                .executeUpdate();
    }

    /**
     * A job that is still wanted, for a change.
     *
     * @throws Cancelled if somebody wants it stopped
     */
    Job wanted(UUID id) {
        Job job = managed(id);
        if (job.cancelRequested || job.state.isOver()) {
            throw new Cancelled();
        }
        return job;
    }

    /** For a change, and so that no other change is lost meanwhile. */
    Job managed(UUID id) {
        return Objects.requireNonNull(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }
}
