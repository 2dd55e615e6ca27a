package uk.code4health.opendata.ingest;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.catalogue.Publisher;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.catalogue.Release;
import uk.code4health.opendata.catalogue.Slice;
import uk.code4health.opendata.dataset.Computed;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.governance.QualityReport;
import uk.code4health.opendata.governance.QualityReports;
import uk.code4health.opendata.platform.Problem;

/**
 * Runs one job from its beginning to its end, as often as it takes: whatever an earlier run left is undone first, and
 * nothing is seen before the last step.
 */
@Singleton
class LoadJob {

    static final int MOST_ATTEMPTS = 3;
    private static final long BETWEEN_LOOKS_MILLIS = 300;
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final Jobs jobs;
    private final Originals originals;
    private final Catalogue catalogue;
    private final Publisher publisher;
    private final LoadSteps steps;
    private final QualityReports reports;
    private final DataSource database;

    LoadJob(
            Jobs jobs,
            Originals originals,
            Catalogue catalogue,
            Publisher publisher,
            LoadSteps steps,
            QualityReports reports,
            DataSource database) {
        this.jobs = jobs;
        this.steps = steps;
        this.originals = originals;
        this.catalogue = catalogue;
        this.publisher = publisher;
        this.reports = reports;
        this.database = database;
    }

    /**
     * Does nothing if the job is over, or has to wait for another.
     *
     * @return whether it is to be asked again, as it has to wait
     * @throws TakenOver if another node took this one for dead, and the job over
     * @throws RuntimeException if the database went away; the job can be run again
     */
    boolean run(UUID id) {
        if (jobs.mustWait(id)) {
            return true;
        }
        jobs.begin(id).ifPresent(job -> {
            try {
                run(job);
            } catch (LoadRefused refused) {
                end(job, refused, new Findings(), 0);
            } catch (Cancelled stop) {
                cancelled(job);
            } catch (TakenOver elsewhere) {
                throw elsewhere;
            } catch (SQLException | IOException | RuntimeException | Error failure) {
                failed(job, failure);
            }
        });
        return false;
    }

    private void run(Job job) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                DatasetLock alone = oneLoadAtATime(connection, job);
                try {
                    loadOrLeave(job, connection);
                } finally {
                    alone.close();
                }
            } finally {
                connection.rollback();
            }
        }
    }

    private void loadOrLeave(Job job, Connection connection) throws SQLException, IOException {
        LiveDataset live = catalogue.live(new DatasetId(job.dataset)).orElseThrow();
        steps.takeBack(job, live.dataset());
        requireFewAttempts(job);
        Optional<Release> same = sameFile(job, live, job.sha256());
        if (same.isPresent()) {
            jobs.endUnchanged(job, same.get());
        } else {
            load(job, live.dataset(), steps.release(job, live.dataset()), connection);
        }
    }

    private static void requireFewAttempts(Job job) {
        if (job.attempts > MOST_ATTEMPTS) {
            throw new LoadRefused(
                    Problem.LOAD_INTERRUPTED,
                    "The service or its database stopped during the load, " + MOST_ATTEMPTS + " times.");
        }
    }

    /**
     * The same file, read by the same manifest, and all of it still live: there is nothing to do. Where a file's name says what
     * its rows do not, the name is part of the file.
     */
    Optional<Release> sameFile(Job job, LiveDataset live, String sha256) {
        boolean isNameRead = live.dataset().publication().computed().values().stream()
                .anyMatch(Computed.FromFileName.class::isInstance);
        return publisher.liveFrom(live.dataset().id(), sha256).stream()
                .filter(release -> release.isSample() == job.sample)
                .filter(release -> !isNameRead || release.sourceName().equals(job.sourceName))
                .filter(release -> isWholly(release, live))
                .filter(release -> !Objects.equals(release.number(), job.release))
                .filter(release -> release.receivedAt().isAfter(live.changedAt()))
                .findFirst();
    }

    /** Of a release that was partly revised, some rows are no longer live. */
    private static boolean isWholly(Release release, LiveDataset live) {
        return live.edition().stream()
                .flatMap(edition -> edition.rows().stream())
                .anyMatch(range -> release.rows().filter(range::covers).isPresent());
    }

    private void load(Job job, Dataset dataset, Release release, Connection connection)
            throws SQLException, IOException {
        jobs.requireWanted(job);
        DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES, RecordsTable.SQL.settings());
        Reporter report = jobs.reporter(job);
        long firstRowId = publisher.nextRowId(dataset.id());
        try (Staging staging = new Staging(dataset, connection, firstRowId)) {
            Load load = new Load(dataset, staging, report::report);
            try {
                load.read(originals.open(Objects.requireNonNull(job.original)), job.sourceName);
                load.judge();
            } catch (LoadRefused refused) {
                report.last();
                end(job, refused, load.findings(), load.skipped());
                return;
            }
            QualityReport quality = load.report(catalogue, before(dataset));
            store(job, dataset, release, staging, load, sql, report);
            reports.keep(release, quality);
            report.at(Stage.PUBLISHING); // the last moment to be stopped: what was stored is gone with the transaction
            connection.commit();
            Release published =
                    steps.publish(job, dataset, release, load.findings().kept());
            jobs.end(job);
            Log.infof(
                    "Published %s of %s: %d records", published.id().orElseThrow(), dataset.id(), published.records());
        }
    }

    /** The report of the newest release that is no sample. */
    private Optional<QualityReport> before(Dataset dataset) {
        return catalogue.releases(dataset.id()).stream()
                .filter(release -> !release.isSample())
                .findFirst()
                .flatMap(reports::of);
    }

    private void store(
            Job job, Dataset dataset, Release release, Staging staging, Load load, DSLContext sql, Reporter report) {
        report.at(Stage.STORING);
        long rowIds = staging.areInOrder() ? staging.size() : 2 * staging.size();
        steps.reserveRows(job, release, staging.rows().first(), rowIds);
        List<Slice> slices = staging.slices();
        RecordIndexes.make(sql, dataset);
        steps.read(
                job,
                release,
                label(dataset, release, staging),
                slices,
                load.findings().rejected(),
                load.skipped());
    }

    /** The newest period a release holds; the day it was received where it holds the whole. */
    private static String label(Dataset dataset, Release release, Staging staging) {
        List<String> sliceBy = dataset.publication().sliceBy();
        Object newest = sliceBy.isEmpty()
                ? LocalDate.ofInstant(release.receivedAt(), LONDON)
                : Objects.requireNonNull(staging.highestSlice());
        if (newest instanceof LocalDate day) {
            return !sliceBy.isEmpty() && day.getDayOfMonth() == 1
                    ? YearMonth.from(day).toString()
                    : day.toString();
        }
        return newest.toString().strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** @throws Cancelled if it was not to be had before somebody cancelled the job */
    private DatasetLock oneLoadAtATime(Connection connection, Job job) throws SQLException {
        try {
            Optional<DatasetLock> lock = DatasetLock.tryTake(connection, job.dataset);
            while (lock.isEmpty()) {
                jobs.requireWanted(job);
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
                lock = DatasetLock.tryTake(connection, job.dataset);
            }
            return lock.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another load of the dataset was running", stopping);
        }
    }

    /** Takes back what an earlier run may have stored; what this one did is gone with its transaction. */
    private void cancelled(Job job) {
        steps.takeBack(
                job, catalogue.live(new DatasetId(job.dataset)).orElseThrow().dataset());
        steps.cancel(job);
        Log.infof("The load %s of %s was cancelled", job.id, job.dataset);
    }

    private void end(Job job, LoadRefused refused, Findings findings, long skipped) {
        steps.refuse(job, refused, findings, skipped);
        Log.warnf(
                "The load %s of %s ended: %s",
                job.id, job.dataset, refused.problem().code());
    }

    /** A database that went away is a reason to try again, which the scheduler does; everything else is our fault. */
    private void failed(Job job, Throwable failure) {
        if (Failures.isConnectionLoss(failure)) {
            throw new IllegalStateException("The database went away during the load " + job.id, failure);
        }
        Log.errorf(failure, "The load %s of %s failed", job.id, job.dataset);
        end(job, new LoadRefused(Problem.INTERNAL, Failures.inWords(failure)), new Findings(), 0);
    }
}
