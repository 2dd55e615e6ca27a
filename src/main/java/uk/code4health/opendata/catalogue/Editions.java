package uk.code4health.opendata.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import uk.code4health.opendata.dataset.DatasetId;

/** Every edition there has been. */
@Singleton
class Editions implements PanacheRepositoryBase<EditionEntity, Long> {

    /** When an edition was published, without its rows. */
    record Publication(long number, Instant publishedAt) {}

    Optional<Edition> live(DatasetId dataset) {
        return find("dataset = ?1 order by number desc", dataset.value())
                .range(0, 0)
                .firstResultOptional()
                .map(EditionEntity::edition);
    }

    /** When something of a dataset was published first, by whether it was a sample. */
    record FirstPublication(String dataset, boolean sample, Instant publishedAt) {}

    List<FirstPublication> firstPublications() {
        return find("select dataset, sample, min(publishedAt) from EditionEntity group by dataset, sample")
                .project(FirstPublication.class)
                .list();
    }

    /** The ids of all editions published by then, by when they were. */
    NavigableMap<Instant, String> publications(DatasetId dataset, Instant until) {
        NavigableMap<Instant, String> publications = new TreeMap<>();
        find("dataset = ?1 and publishedAt <= ?2", dataset.value(), until)
                .project(Publication.class)
                .list()
                .forEach(each -> publications.put(each.publishedAt(), EditionEntity.id(each.number())));
        return publications;
    }
}
