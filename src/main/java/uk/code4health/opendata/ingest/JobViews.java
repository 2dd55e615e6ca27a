package uk.code4health.opendata.ingest;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.catalogue.Publisher;
import uk.code4health.opendata.catalogue.Release;

/** Shows jobs with what they found and what they made. */
@Singleton
class JobViews {

    private final Jobs jobs;
    private final Publisher publisher;
    private final Clock clock;

    JobViews(Jobs jobs, Publisher publisher, Clock clock) {
        this.jobs = jobs;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** A job with at most so many of its findings. */
    JobView of(Job job, int findings) {
        Long number = job.release;
        Optional<Release> release = number == null ? Optional.empty() : publisher.release(number);
        List<Finding> found = findings == 0 ? List.of() : jobs.findings(job.id, findings);
        return JobView.of(job, release, found, clock.instant());
    }
}
