package uk.code4health.opendata.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Optional;
import uk.code4health.opendata.dataset.DatasetId;

/** Every edition there has been. */
@Singleton
class Editions implements PanacheRepositoryBase<EditionEntity, Long> {

    Optional<Edition> live(DatasetId dataset) {
        return find("dataset = ?1 order by number desc", dataset.value())
                .range(0, 0)
                .firstResultOptional()
                .map(EditionEntity::edition);
    }
}
