package uk.code4health.opendata.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.IdRange;

/** One edition of a publisher's file, from the moment it is received; immutable once published. */
@Entity
@Table(name = "release")
public class Release {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long number;

    private String dataset;

    private @Nullable String id;

    private @Nullable String label;

    @Enumerated(EnumType.STRING)
    private ReleaseState state;

    private boolean sample;

    @Column(name = "source_name")
    private String sourceName;

    @Column(name = "source_url")
    private @Nullable String sourceUrl;

    @Column(name = "source_sha256")
    private String sourceSha256;

    @Column(name = "source_bytes")
    private long sourceBytes;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "published_at")
    private @Nullable Instant publishedAt;

    @Column(name = "first_row_id")
    private @Nullable Long firstRowId;

    @Column(name = "end_row_id")
    private @Nullable Long endRowId;

    private long records;
    private long rejected;
    private long skipped;

    @SuppressWarnings("NullAway.Init")
    protected Release() {}

    Release(
            String dataset,
            boolean sample,
            String sourceName,
            @Nullable String sourceUrl,
            String sourceSha256,
            long sourceBytes,
            Instant receivedAt) {
        this.dataset = dataset;
        this.sample = sample;
        this.sourceName = sourceName;
        this.sourceUrl = sourceUrl;
        this.sourceSha256 = sourceSha256;
        this.sourceBytes = sourceBytes;
        this.receivedAt = receivedAt;
        this.state = ReleaseState.LOADING;
    }

    public long number() {
        return number;
    }

    /** The public name; empty until it is published. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    public String dataset() {
        return dataset;
    }

    public ReleaseState state() {
        return state;
    }

    public boolean isSample() {
        return sample;
    }

    public String sourceName() {
        return sourceName;
    }

    /** Where the file was fetched from, unless it was uploaded. */
    public Optional<String> sourceUrl() {
        return Optional.ofNullable(sourceUrl);
    }

    public String sourceSha256() {
        return sourceSha256;
    }

    public long sourceBytes() {
        return sourceBytes;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public Optional<Instant> publishedAt() {
        return Optional.ofNullable(publishedAt);
    }

    /** Its rows in the dataset's table, once ids were set aside for them. */
    public Optional<IdRange> rows() {
        return firstRowId == null || endRowId == null
                ? Optional.empty()
                : Optional.of(new IdRange(firstRowId, endRowId));
    }

    public long records() {
        return records;
    }

    public long rejected() {
        return rejected;
    }

    public long skipped() {
        return skipped;
    }

    /** Whether readers may see it. */
    public boolean isPublic() {
        return state == ReleaseState.PUBLISHED || state == ReleaseState.SUPERSEDED;
    }

    /** These row ids are for it alone; there may or may not be rows yet. */
    void read(IdRange rows, String newLabel, long rejectedRows, long skippedRows) {
        this.firstRowId = rows.first();
        this.endRowId = rows.end();
        this.records = rows.size();
        this.label = newLabel;
        this.rejected = rejectedRows;
        this.skipped = skippedRows;
    }

    void refused(ReleaseState why, long rejectedRows, long skippedRows) {
        this.state = why;
        this.rejected = rejectedRows;
        this.skipped = skippedRows;
    }

    String label() {
        return Objects.requireNonNull(label, "a release is named once its rows have been read");
    }

    void publish(int revision, Instant at) {
        this.id = label() + "." + revision;
        this.state = ReleaseState.PUBLISHED;
        this.publishedAt = at;
    }

    void setLive(boolean live) {
        this.state = live ? ReleaseState.PUBLISHED : ReleaseState.SUPERSEDED;
    }
}
