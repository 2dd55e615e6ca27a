package uk.code4health.opendata.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A registered dataset as it is kept: its manifest, word for word. */
@Entity
@Table(name = "dataset")
class DatasetEntity {

    @Id
    String id;

    @Column(nullable = false)
    String manifest;

    @Column(name = "manifest_sha256", nullable = false)
    String manifestSha256;

    @Column(name = "next_row_id", nullable = false)
    long nextRowId = 1;

    @Column(name = "registered_at", nullable = false)
    Instant registeredAt;

    @Column(name = "changed_at", nullable = false)
    Instant changedAt;

    protected DatasetEntity() {}

    DatasetEntity(String id, String manifest, String manifestSha256, Instant registeredAt) {
        this.id = id;
        this.manifest = manifest;
        this.manifestSha256 = manifestSha256;
        this.registeredAt = registeredAt;
        this.changedAt = registeredAt;
    }

    void change(String newManifest, String newSha256, Instant at) {
        this.manifest = newManifest;
        this.manifestSha256 = newSha256;
        this.changedAt = at;
    }
}
