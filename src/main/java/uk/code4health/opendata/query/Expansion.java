package uk.code4health.opendata.query;

import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.ForeignKey;

/**
 * That beside each record stands the record of another dataset that a foreign key of it names.
 *
 * @param name under which it stands there
 * @param edition which of the other dataset's records; empty where it had none
 * @param settled whether it will always be that edition
 */
record Expansion(String name, ForeignKey key, Dataset dataset, Optional<Edition> edition, boolean settled) {

    List<Field> columns() {
        return dataset.schema().columns();
    }

    /** All that the answer depends on, as text. */
    String asText() {
        return name + "=" + edition.map(Edition::id).orElse("") + columns();
    }
}
