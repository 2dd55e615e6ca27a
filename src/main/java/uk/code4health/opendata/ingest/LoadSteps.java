package uk.code4health.opendata.ingest;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import uk.code4health.opendata.catalogue.Publisher;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.catalogue.Release;
import uk.code4health.opendata.catalogue.ReleaseState;
import uk.code4health.opendata.catalogue.Slice;
import uk.code4health.opendata.dataset.Dataset;

/**
 * What a run of a job writes down of the release it makes. Each step is one transaction, and begins with a look at whether
 * the run is still the job's: one that slept while another node took the job over changes nothing.
 *
 * <p>All throw {@link TakenOver}.
 */
@Singleton
class LoadSteps {

    private static final int AN_HOUR = 3_600;

    private final Jobs jobs;
    private final Publisher publisher;
    private final DataSource database;

    LoadSteps(Jobs jobs, Publisher publisher, DataSource database) {
        this.jobs = jobs;
        this.publisher = publisher;
        this.database = database;
    }

    /** The release that the job makes; the one that an earlier run of it began, if there was one. */
    @Transactional
    public Release release(Job run, Dataset dataset) {
        Job job = jobs.runBy(run);
        Release release = begun(job)
                .orElseGet(() -> publisher.receive(
                        dataset.id(), job.sample, job.sourceName, job.sourceUrl, job.sha256(), job.bytesTotal));
        job.release = release.number();
        run.release = job.release;
        return release;
    }

    /** Removes the rows that an earlier run stored and did not come to publish. */
    @Transactional
    @TransactionConfiguration(timeout = AN_HOUR)
    public void takeBack(Job run, Dataset dataset) {
        begun(jobs.runBy(run))
                .flatMap(Release::rows)
                .ifPresent(rows -> RecordsTable.delete(
                        DSL.using(database, SQLDialect.POSTGRES, RecordsTable.SQL.settings()), dataset, rows));
    }

    /** Gives row ids to the records. */
    @Transactional
    public void reserveRows(Job run, Release release, long first, long rows) {
        jobs.runBy(run);
        publisher.reserveRows(release, first, rows);
    }

    /** The records stand in the dataset's table, or will when the load commits. */
    @Transactional
    public void read(Job run, Release release, String label, List<Slice> slices, long rejected, long skipped) {
        jobs.runBy(run);
        publisher.read(release, label, slices, rejected, skipped);
    }

    /** Makes the release live. The job goes on until {@link Jobs#end} has its last word. */
    @Transactional
    public Release publish(Job run, Dataset dataset, Release release, List<Finding> findings) {
        jobs.keep(jobs.runBy(run), findings);
        return publisher.publish(dataset, release);
    }

    /** Ends the job, and the release if it had begun one. */
    @Transactional
    public void refuse(Job run, LoadRefused refused, Findings findings, long skipped) {
        Job job = jobs.runBy(run);
        begun(job)
                .ifPresent(release ->
                        publisher.refuse(release.number(), refused.releaseState(), findings.rejected(), skipped));
        jobs.keep(job, findings.kept());
        jobs.end(run, refused.jobState(), refused.problem(), refused.detail());
    }

    /** Ends the job as somebody wanted, and the release if it had begun one. */
    @Transactional
    public void cancel(Job run) {
        Job job = jobs.runBy(run);
        begun(job).ifPresent(release -> publisher.refuse(release.number(), ReleaseState.FAILED, 0, 0));
        jobs.endCancelled(run);
    }

    private Optional<Release> begun(Job job) {
        return Optional.ofNullable(job.release).flatMap(publisher::release);
    }
}
