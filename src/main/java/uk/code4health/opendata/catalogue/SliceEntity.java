package uk.code4health.opendata.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import uk.code4health.opendata.dataset.IdRange;

/** The rows of one slice (usually a month) within one release. */
@Entity
@Table(name = "slice")
class SliceEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long number;

    long release;

    String key;

    @Column(name = "first_row_id")
    long firstRowId;

    @Column(name = "end_row_id")
    long endRowId;

    @SuppressWarnings("NullAway.Init")
    protected SliceEntity() {}

    SliceEntity(long release, Slice slice) {
        this.release = release;
        this.key = slice.key();
        this.firstRowId = slice.rows().first();
        this.endRowId = slice.rows().end();
    }

    IdRange rows() {
        return new IdRange(firstRowId, endRowId);
    }
}
