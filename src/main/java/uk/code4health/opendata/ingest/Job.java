package uk.code4health.opendata.ingest;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.ingest.fetch.Fetched;
import uk.code4health.opendata.ingest.fetch.FileName;
import uk.code4health.opendata.ingest.fetch.Validators;
import uk.code4health.opendata.platform.Problem;

/** One load of one file, from its receipt to its end. */
@Entity
@Table(name = "job")
class Job {

    @Id
    UUID id;

    String dataset;

    /** Number of the release it makes, once there is one. */
    @Nullable Long release;

    @Enumerated(EnumType.STRING)
    JobState state;

    @Enumerated(EnumType.STRING)
    Stage stage;

    boolean sample;

    @Column(name = "source_name")
    String sourceName;

    /** Known when the file is here. */
    @Column(name = "source_sha256")
    @Nullable String sourceSha256;

    /** Where the file is fetched from, unless it was uploaded. */
    @Column(name = "source_url")
    @Nullable String sourceUrl;

    @Column(name = "source_etag")
    @Nullable String sourceEtag;

    @Column(name = "source_last_modified")
    @Nullable String sourceLastModified;

    /** The large object that holds the file, until the job is over. */
    @Nullable Long original;

    @Column(name = "bytes_total")
    long bytesTotal;

    @Column(name = "bytes_read")
    long bytesRead;

    @Column(name = "rows_read")
    long rowsRead;

    @Column(name = "rows_loaded")
    long rowsLoaded;

    @Column(name = "rows_rejected")
    long rowsRejected;

    @Column(name = "rows_skipped")
    long rowsSkipped;

    boolean unchanged;

    /** Somebody wants it stopped; whoever runs it will see to that. */
    @Column(name = "cancel_requested")
    boolean cancelRequested;

    /** How often it was begun: more than once where a node died over it. */
    int attempts;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "started_at")
    @Nullable Instant startedAt;

    @Column(name = "reading_at")
    @Nullable Instant readingAt;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    @Column(name = "problem_code")
    @Nullable String problemCode;

    @Column(name = "problem_detail")
    @Nullable String problemDetail;

    @SuppressWarnings("NullAway.Init")
    protected Job() {}

    Job(String dataset, boolean sample, String sourceName, Originals.Original original, Instant createdAt) {
        this(dataset, sample, sourceName, createdAt);
        take(original);
    }

    /** A job for a file that is not here yet. */
    Job(String dataset, URI source, Instant createdAt) {
        this(dataset, false, FileName.of(source), createdAt);
        this.sourceUrl = source.toString();
    }

    private Job(String dataset, boolean sample, String sourceName, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.dataset = dataset;
        this.sample = sample;
        this.sourceName = KeptText.of(sourceName);
        this.createdAt = createdAt;
        this.state = JobState.QUEUED;
        this.stage = Stage.RECEIVED;
    }

    /** Whether its file must be fetched before it can be loaded. */
    boolean isWithoutFile() {
        return sourceUrl != null && original == null;
    }

    /**
     * Whether a run, as it was when it began, is the latest: every later one begins one more attempt, or begins to load
     * where an earlier one began to fetch.
     */
    boolean isRunBy(Job run) {
        return !state.isOver() && attempts == run.attempts && Objects.equals(original, run.original);
    }

    void beginFetching(Instant at) {
        begin(at, Stage.FETCHING);
    }

    void begin(Instant at) {
        begin(at, Stage.READING);
        readingAt = at;
    }

    private void begin(Instant at, Stage first) {
        state = JobState.RUNNING;
        startedAt = startedAt == null ? at : startedAt;
        attempts++;
        count(new Progress(first, 0, 0, 0, 0, 0));
    }

    /** The file has come; from here on it is as if it had been uploaded. */
    void fetched(Fetched fetched, Originals.Original file) {
        take(file);
        sourceName = KeptText.of(fetched.name());
        knownBy(fetched.validators());
        attempts = 0;
    }

    void knownBy(Validators validators) {
        sourceEtag = KeptText.ofNullable(validators.etag());
        sourceLastModified = KeptText.ofNullable(validators.lastModified());
    }

    private void take(Originals.Original file) {
        sourceSha256 = file.sha256();
        original = file.oid();
        bytesTotal = file.bytes();
    }

    /** SHA-256 of the file, which is here. */
    String sha256() {
        return Objects.requireNonNull(sourceSha256);
    }

    Validators validators() {
        return new Validators(sourceEtag, sourceLastModified);
    }

    void count(Progress progress) {
        stage = progress.stage();
        bytesRead = progress.bytesRead();
        rowsRead = progress.rowsRead();
        rowsLoaded = progress.rowsLoaded();
        rowsRejected = progress.rowsRejected();
        rowsSkipped = progress.rowsSkipped();
    }

    void end(JobState how, Instant at) {
        state = how;
        stage = Stage.FINISHED;
        finishedAt = at;
        original = null;
    }

    void problem(Problem problem, String detail) {
        problemCode = problem.code();
        problemDetail = KeptText.of(detail);
    }
}
