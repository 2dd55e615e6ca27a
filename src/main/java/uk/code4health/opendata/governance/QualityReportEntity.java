package uk.code4health.opendata.governance;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A {@link QualityReport} as it is kept. */
@Entity
@Table(name = "quality_report")
class QualityReportEntity {

    /** The number of the release. */
    @Id
    long release;

    String dataset;

    @JdbcTypeCode(SqlTypes.JSON)
    String report;

    @SuppressWarnings("NullAway.Init")
    protected QualityReportEntity() {}

    QualityReportEntity(long release, String dataset, String report) {
        this.release = release;
        this.dataset = dataset;
        this.report = report;
    }
}
