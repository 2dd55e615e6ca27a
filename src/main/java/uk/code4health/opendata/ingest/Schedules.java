package uk.code4health.opendata.ingest;

import static java.util.stream.Collectors.toMap;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.PlainScheduleAndData;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTaskWithPersistentSchedule;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.quarkus.logging.Log;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.FileSource;

/** When the service looks for new files by itself: one entry of db-scheduler for each dataset whose manifest says when. */
final class Schedules {

    private static final String NAME = "scheduled-fetch";
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final RecurringTaskWithPersistentSchedule<PlainScheduleAndData> task;

    /**
     * The schedules.
     *
     * @param fetch starts to fetch a dataset's file, and returns without waiting for it
     */
    Schedules(Consumer<DatasetId> fetch) {
        this.task = Tasks.recurringWithPersistentSchedule(NAME, PlainScheduleAndData.class)
                .execute((instance, context) -> quietly(fetch, new DatasetId(instance.getId())));
    }

    RecurringTaskWithPersistentSchedule<PlainScheduleAndData> task() {
        return task;
    }

    /** Puts into the scheduler what the manifests say, and takes out what they no longer say. */
    void follow(Collection<Dataset> datasets, SchedulerClient scheduler) {
        Map<String, Schedule> wanted = datasets.stream()
                .filter(dataset -> source(dataset).address().isPresent())
                .filter(dataset -> source(dataset).schedule().isPresent())
                .collect(toMap(
                        dataset -> dataset.id().value(),
                        dataset -> cron(source(dataset).schedule().orElseThrow())));
        for (ScheduledExecution<PlainScheduleAndData> known :
                scheduler.getScheduledExecutionsForTask(NAME, PlainScheduleAndData.class)) {
            String dataset = known.getTaskInstance().getId();
            Schedule schedule = wanted.remove(dataset);
            if (schedule == null) {
                scheduler.cancel(known.getTaskInstance());
            } else if (!schedule.equals(known.getData().getSchedule())) {
                scheduler.reschedule(task.schedulableInstance(dataset, new PlainScheduleAndData(schedule)));
            }
        }
        wanted.forEach((dataset, schedule) ->
                scheduler.scheduleIfNotExists(task.schedulableInstance(dataset, new PlainScheduleAndData(schedule))));
    }

    private static CronSchedule cron(String text) {
        return new CronSchedule(text, LONDON, CronStyle.QUARTZ);
    }

    private static FileSource source(Dataset dataset) {
        return dataset.publication().fileSource();
    }

    /** A schedule comes again; what went wrong this time is one line of the log. */
    private static void quietly(Consumer<DatasetId> fetch, DatasetId dataset) {
        try {
            fetch.accept(dataset);
        } catch (RuntimeException failure) {
            Log.warnf("The scheduled fetch for %s did not begin: %s", dataset, failure.getMessage());
        }
    }
}
