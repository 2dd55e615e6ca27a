package uk.code4health.opendata.ingest;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
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
import java.util.function.Consumer;
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

    /**
     * Keeps a file and the intention to load it, both or neither.
     *
     * @param schedule sees to it that the job is run, as part of the transaction
     */
    @Transactional(rollbackOn = IOException.class)
    @TransactionConfiguration(timeout = AN_HOUR)
    public Job receive(DatasetId dataset, boolean sample, String sourceName, InputStream file, Consumer<UUID> schedule)
            throws IOException {
        return scheduled(new Job(dataset.value(), sample, sourceName, originals.keep(file), clock.instant()), schedule);
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

    /**
     * Takes in the intention to fetch a file and load it.
     *
     * @param schedule sees to it that the job is run, as part of the transaction
     */
    @Transactional
    public Job receive(DatasetId dataset, URI source, Consumer<UUID> schedule) {
        return scheduled(new Job(dataset.value(), source, clock.instant()), schedule);
    }

    private Job scheduled(Job job, Consumer<UUID> schedule) {
        persist(job);
        schedule.accept(job.id);
        return job;
    }

    /**
     * Whether a job has to wait: files of a dataset are loaded in the order they came, so that the last to come is the one
     * that stays. One that is to be cancelled has nothing to wait for.
     */
    @Transactional
    public boolean mustWait(UUID id) {
        return count("""
                        from Job earlier, Job job where job.id = ?1 and job.cancelRequested = false
                        and earlier.dataset = job.dataset and earlier.state in ?2 and earlier.original is not null
                        and (earlier.createdAt < job.createdAt
                            or earlier.createdAt = job.createdAt and earlier.id < job.id)""", id, OPEN) > 0;
    }

    /**
     * Begins a run of a job; empty if the job is over already. What an earlier run says from here on counts no more.
     */
    @Transactional
    public Optional<Job> begin(UUID id) {
        Job job = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || job.state.isOver()) {
            return Optional.empty();
        }
        if (isPublished(job)) { // an earlier run was stopped between publication and its last word
            end(job, JobState.DONE);
            return Optional.empty();
        }
        job.begin(clock.instant());
        forgetFindings(id);
        return Optional.of(job);
    }

    private boolean isPublished(Job job) {
        return job.release != null
                && Objects.requireNonNull(entities.find(Release.class, job.release))
                        .isPublic();
    }

    /** Tells readers of a job how far a run of it is. */
    Reporter reporter(Job run) {
        return new Reporter(this, run, clock);
    }

    @Transactional
    public void count(Job run, Progress progress) {
        wanted(run).count(progress);
    }

    @Transactional
    public void requireWanted(Job run) {
        wanted(run);
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

    /** Ends a job whose file is the live one already. */
    @Transactional
    public void endUnchanged(Job run, Release release) {
        Job job = runBy(run);
        job.unchanged = true;
        job.release = release.number();
        end(job, JobState.DONE);
    }

    /** Ends a job whose release is published. */
    @Transactional
    public void end(Job run) {
        end(runBy(run), JobState.DONE);
    }

    /** Ends a job that somebody wanted stopped. */
    @Transactional
    public void endCancelled(Job run) {
        end(runBy(run), JobState.CANCELLED);
    }

    /** Ends a job whose file did not become a release that can be seen. */
    @Transactional
    public void end(Job run, JobState how, Problem problem, String detail) {
        Job job = runBy(run);
        job.problem(problem, detail);
        end(job, how);
    }

    private void end(Job job, JobState how) {
        if (job.original != null) {
            originals.drop(job.original);
        }
        job.end(how, clock.instant());
    }

    /** Keeps what a load found; part of the caller's transaction. */
    void keep(Job job, List<Finding> findings) {
        for (Finding finding : findings) {
            finding.job = job.id;
            entities.persist(finding);
        }
    }

    private void forgetFindings(UUID job) {
        entities.createQuery("delete from Finding where job = :job")
                .setParameter("job", job)
                .executeUpdate();
    }

    /**
     * The job of a run that is still wanted, for a change.
     *
     * @throws Cancelled if somebody wants it stopped
     * @throws TakenOver if another run has begun or has ended it
     */
    Job wanted(Job run) {
        Job job = runBy(run);
        if (job.cancelRequested) {
            throw new Cancelled();
        }
        return job;
    }

    /**
     * The job of a run, for a change, and so that no other change is lost meanwhile.
     *
     * @param run as it was when the run began
     * @throws TakenOver if another run has begun or has ended it
     */
    Job runBy(Job run) {
        Job job = Objects.requireNonNull(findById(run.id, LockModeType.PESSIMISTIC_WRITE));
        if (!job.isRunBy(run)) {
            throw new TakenOver();
        }
        return job;
    }
}
