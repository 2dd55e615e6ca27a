package uk.code4health.opendata.ingest;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import uk.code4health.opendata.dataset.DatasetId;

/**
 * Loads in waiting and under way, kept in PostgreSQL by db-scheduler: one node runs a load, and another takes it over, or
 * the same one after a restart, when its heartbeat has stopped.
 */
@Singleton
class Loads {

    private static final int AT_ONCE = 2;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BEFORE_RETRY = Duration.ofSeconds(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Clock clock;
    private final OneTimeTask<Void> load;
    private final Scheduler scheduler;

    Loads(Jobs jobs, LoadJob loadJob, DataSource database, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.load = Tasks.oneTime("load")
                .onFailure(new FailureHandler.OnFailureRetryLater<>(BEFORE_RETRY))
                .execute((instance, context) -> loadJob.run(UUID.fromString(instance.getId())));
        this.scheduler = Scheduler.create(database, load)
                .threads(AT_ONCE)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .enableImmediateExecution()
                .build();
    }

    /** Begins to work, first on what an earlier run of the service left. */
    void start() {
        scheduler.start();
        jobs.open().forEach(job -> schedule(job.id));
    }

    @PreDestroy
    void stop() {
        scheduler.stop();
    }

    /** Takes a file in; it is loaded as soon as there is time. */
    Job receive(DatasetId dataset, boolean sample, String sourceName, InputStream file) throws IOException {
        Job job = jobs.receive(dataset, sample, sourceName, file);
        schedule(job.id);
        return job;
    }

    private void schedule(UUID job) {
        scheduler.scheduleIfNotExists(load.instance(job.toString()), clock.instant());
    }
}
