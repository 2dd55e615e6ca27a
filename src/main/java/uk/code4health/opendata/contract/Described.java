package uk.code4health.opendata.contract;

import java.util.Optional;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.Links;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.platform.ServiceAddress;
import uk.code4health.opendata.query.Format;

/** A dataset that is described to others: what every standard's words for it have in common. */
record Described(LiveDataset live, ServiceAddress service) {

    /** Who keeps the catalogue, and what it is called. */
    static final String SERVICE = "Code4Health Open Data";

    static final String INVENTED = "These are sample data: the figures are invented, for trying out.";

    Dataset dataset() {
        return live.dataset();
    }

    String id() {
        return dataset().id().value();
    }

    /** What is live; empty before the first publication. */
    Optional<Edition> edition() {
        return live.edition();
    }

    /** The newest release that records are taken from. */
    Optional<String> newestRelease() {
        return live.newestRelease();
    }

    boolean isSample() {
        return edition().filter(Edition::sample).isPresent();
    }

    /** The description, which says so where the figures are invented. */
    String description() {
        return isSample() ? dataset().description() + " " + INVENTED : dataset().description();
    }

    /** Where it is. */
    String address() {
        return service.at(Links.of(id()));
    }

    /** An address below it. */
    String below(String path) {
        return address() + path;
    }

    /** Where all records that are live come in a format. */
    String records(Format format) {
        return below("/records?format=" + format.label());
    }
}
