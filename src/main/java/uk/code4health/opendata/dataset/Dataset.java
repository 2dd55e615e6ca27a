package uk.code4health.opendata.dataset;

import java.util.List;
import java.util.Optional;

/**
 * A registered dataset: what a data officer declared in its manifest.
 *
 * @param source the publisher's page about it
 * @param updateFrequency an ISO 8601 duration such as {@code P1M}, where the manifest says so
 * @param coverage the place and the time it covers, in words
 */
public record Dataset(
        DatasetId id,
        String title,
        String description,
        String publisher,
        Licence licence,
        List<String> keywords,
        Link source,
        Optional<String> updateFrequency,
        Coverage coverage,
        FileLayout file,
        Schema schema,
        Publication publication) {

    /** A page elsewhere. */
    public record Link(String title, String url) {}

    /** The place and the time covered, in words; absent where the manifest does not say. */
    public record Coverage(Optional<String> spatial, Optional<String> temporal) {}

    public Dataset {
        keywords = List.copyOf(keywords);
    }

    /** The name of the table that holds its records, in the schema {@code records}. */
    public String table() {
        return id.value().replace('-', '_');
    }
}
