package uk.code4health.opendata.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.IdRange;

/** An {@link Edition} as it is kept. */
@Entity
@Table(name = "edition")
class EditionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long number;

    String dataset;

    @Column(name = "published_at")
    Instant publishedAt;

    boolean sample;

    /** First and exclusive end of each range in turn. */
    @Column(name = "row_ranges")
    long[] rowRanges;

    String[] releases;

    long records;

    @SuppressWarnings("NullAway.Init")
    protected EditionEntity() {}

    EditionEntity(String dataset, Instant publishedAt, boolean sample, List<IdRange> rows, List<String> releases) {
        this.dataset = dataset;
        this.publishedAt = publishedAt;
        this.sample = sample;
        this.rowRanges = rows.stream()
                .flatMapToLong(range -> LongStream.of(range.first(), range.end()))
                .toArray();
        this.releases = releases.toArray(String[]::new);
        this.records = rows.stream().mapToLong(IdRange::size).sum();
    }

    /** The public name of an edition. */
    static String id(long number) {
        return "e" + number;
    }

    Edition edition() {
        List<IdRange> rows = IntStream.range(0, rowRanges.length / 2)
                .mapToObj(at -> new IdRange(rowRanges[2 * at], rowRanges[2 * at + 1]))
                .toList();
        return new Edition(id(number), new DatasetId(dataset), publishedAt, sample, rows, List.of(releases), records);
    }
}
