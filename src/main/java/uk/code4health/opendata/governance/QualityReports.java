package uk.code4health.opendata.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import uk.code4health.opendata.catalogue.Release;

/** The reports of all releases that were read to their end. */
@Singleton
public class QualityReports implements PanacheRepositoryBase<QualityReportEntity, Long> {

    private final ObjectMapper json;

    QualityReports(ObjectMapper json) {
        this.json = json;
    }

    /** Keeps the report of a release, in place of an earlier one. */
    @Transactional
    public void keep(Release release, QualityReport report) {
        try {
            deleteById(release.number());
            flush();
            persist(new QualityReportEntity(release.number(), release.dataset(), json.writeValueAsString(report)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Transactional
    public Optional<QualityReport> of(Release release) {
        return findByIdOptional(release.number()).map(this::read);
    }

    private QualityReport read(QualityReportEntity kept) {
        try {
            return json.readValue(kept.report, QualityReport.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
