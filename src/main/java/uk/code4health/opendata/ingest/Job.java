package uk.code4health.opendata.ingest;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    @Column(name = "source_sha256")
    String sourceSha256;

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

    /** How often it was begun: more than once where a node died over it. */
    int attempts;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "started_at")
    @Nullable Instant startedAt;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    @Column(name = "problem_code")
    @Nullable String problemCode;

    @Column(name = "problem_detail")
    @Nullable String problemDetail;

    @SuppressWarnings("NullAway.Init")
    protected Job() {}

    Job(String dataset, boolean sample, String sourceName, Originals.Original original, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.dataset = dataset;
        this.sample = sample;
        this.sourceName = sourceName;
        this.sourceSha256 = original.sha256();
        this.original = original.oid();
        this.bytesTotal = original.bytes();
        this.createdAt = createdAt;
        this.state = JobState.QUEUED;
        this.stage = Stage.RECEIVED;
    }

    void begin(Instant at) {
        state = JobState.RUNNING;
        startedAt = startedAt == null ? at : startedAt;
        attempts++;
        count(new Progress(Stage.READING, 0, 0, 0, 0, 0));
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
        problemDetail = detail;
    }
}
