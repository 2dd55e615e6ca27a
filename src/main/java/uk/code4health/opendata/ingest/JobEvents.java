package uk.code4health.opendata.ingest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a job goes while it goes, as server-sent events. Whoever runs the job writes into the database how far it
 * is; this looks there, so that any node can tell of any job.
 */
@Singleton
class JobEvents {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int LOOKS_BEFORE_SIGN_OF_LIFE = 30;
    private static final int FINDINGS_SHOWN = 20;

    private final Jobs jobs;
    private final JobViews views;

    JobEvents(Jobs jobs, JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    /** An event {@code progress} for every change, and an event {@code end} when it is over. */
    Multi<OutboundSseEvent> of(UUID job, Sse sse) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Watch(job, sse), watch -> Uni.createFrom()
                        .item(watch::look)
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(INTERVAL)
                .whilst(look -> !look.over())
                .onItem()
                .transformToIterable(Look::events);
    }

    /** What one look at the job gave: mostly nothing. */
    private record Look(List<OutboundSseEvent> events, boolean over) {}

    /** How far a job was, as far as somebody who watches has changes to hear of. */
    private record Place(JobState state, Stage stage, long bytesRead, long rowsRead, boolean cancelRequested) {

        static Place of(Job job) {
            return new Place(job.state, job.stage, job.bytesRead, job.rowsRead, job.cancelRequested);
        }
    }

    /** One who watches, and what was said to them last. */
    private final class Watch {

        private final UUID id;
        private final Sse sse;
        private @Nullable Place said;
        private int number;
        private int silent;

        Watch(UUID id, Sse sse) {
            this.id = id;
            this.sse = sse;
        }

        Look look() {
            Job job = jobs.job(id).orElse(null);
            if (job == null) {
                return new Look(List.of(), true);
            }
            List<OutboundSseEvent> events = new ArrayList<>();
            Place place = Place.of(job);
            if (!place.equals(said) && !job.state.isOver()) {
                events.add(event("progress", job, 0));
            } else if (++silent >= LOOKS_BEFORE_SIGN_OF_LIFE) {
                silent = 0;
                events.add(sse.newEventBuilder().comment("still there").build());
            }
            if (job.state.isOver()) {
                events.add(event("end", job, FINDINGS_SHOWN));
            }
            said = place;
            return new Look(events, job.state.isOver());
        }

        private OutboundSseEvent event(String name, Job job, int findings) {
            silent = 0;
            return sse.newEventBuilder()
                    .id(Integer.toString(++number))
                    .name(name)
                    .data(JobView.class, views.of(job, findings))
                    .build();
        }
    }
}
