package uk.code4health.opendata.ingest;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.DatasetId;

/**
 * Loads in waiting and under way, kept in PostgreSQL by db-scheduler: one node runs a load, and another takes it over, or
 * the same one after a restart, when its heartbeat has stopped.
 */
@Singleton
class Loads {

    private static final int AT_ONCE = 2;
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BEFORE_RETRY = Duration.ofSeconds(3);
    private static final Duration BEFORE_NEXT_TURN = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Catalogue catalogue;
    private final Clock clock;
    private final CustomTask<Void> load;
    private final Optional<Schedules> schedules;
    private final Scheduler scheduler;

    Loads(
            Jobs jobs,
            FetchJob fetchJob,
            Catalogue catalogue,
            IngestConfig config,
            SchedulesConfig schedulesConfig,
            DataSource database,
            Clock clock) {
        this.jobs = jobs;
        this.catalogue = catalogue;
        this.clock = clock;
        this.load = Tasks.custom("load", Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(BEFORE_RETRY))
                .execute((instance, context) -> fetchJob.run(UUID.fromString(instance.getId()))
                        ? (complete, task) ->
                                task.reschedule(complete, clock.instant().plus(BEFORE_NEXT_TURN))
                        : (complete, task) -> task.remove());
        this.schedules = schedulesConfig.enabled() ? Optional.of(new Schedules(this::fetchIfIdle)) : Optional.empty();
        List<Task<?>> tasks = new ArrayList<>(List.of(load));
        schedules.ifPresent(each -> tasks.add(each.task()));
        this.scheduler = Scheduler.create(database, tasks)
                .threads(AT_ONCE)
                .pollingInterval(POLL)
                .heartbeatInterval(config.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .build();
    }

    /** Begins to work, first on what an earlier run of the service left. */
    void start() {
        scheduler.start();
        jobs.open().forEach(job -> schedule(job.id));
        followSchedules();
    }

    @PreDestroy
    void stop() {
        scheduler.stop();
    }

    /** Takes a file in; it is loaded as soon as there is time. */
    Job receive(DatasetId dataset, boolean sample, String sourceName, InputStream file) throws IOException {
        Job job = jobs.receive(dataset, sample, sourceName, file, this::schedule);
        scheduler.triggerCheckForDueExecutions();
        return job;
    }

    /** Takes in the intention to fetch a file; it is fetched and loaded as soon as there is time. */
    Job fetch(DatasetId dataset, URI source) {
        Job job = jobs.receive(dataset, source, this::schedule);
        scheduler.triggerCheckForDueExecutions();
        return job;
    }

    /** To be called when manifests were registered. */
    void followSchedules() {
        try {
            schedules.ifPresent(each -> each.follow(
                    catalogue.all().stream().map(LiveDataset::dataset).toList(), scheduler));
        } catch (RuntimeException failure) { // another node may be at the same entries
            Log.warnf("The schedules could not be set: %s", failure.getMessage());
        }
    }

    /** Never a second fetch while one is under way. */
    private void fetchIfIdle(DatasetId dataset) {
        Optional<URI> source = catalogue
                .live(dataset)
                .flatMap(live -> live.dataset().publication().fileSource().address());
        boolean busy =
                jobs.open().stream().anyMatch(job -> job.sourceUrl != null && job.dataset.equals(dataset.value()));
        if (source.isPresent() && !busy) {
            fetch(dataset, source.get());
        }
    }

    private void schedule(UUID job) {
        scheduler.scheduleIfNotExists(load.instance(job.toString()), clock.instant());
    }
}
