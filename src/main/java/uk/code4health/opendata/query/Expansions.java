package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.code4health.opendata.catalogue.AsAt;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.EditionThen;
import uk.code4health.opendata.catalogue.History;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.ForeignKey;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.ProblemException;

/** Reads the parameter {@code expand}: which foreign keys of a record are followed. */
@Singleton
class Expansions {

    static final String PARAMETER = "expand";

    private static final int MOST = 5;

    private final Catalogue catalogue;
    private final History history;

    Expansions(Catalogue catalogue, History history) {
        this.catalogue = catalogue;
        this.history = history;
    }

    /**
     * What the parameter asks for. Other datasets are as they are now; with a time, as they were then.
     *
     * @param asAt the time at which the records were live, if the caller named one
     */
    List<Expansion> read(Dataset dataset, Parameters parameters, Optional<AsAt> asAt) {
        Optional<String> names = parameters.one(PARAMETER);
        if (names.isEmpty()) {
            return List.of();
        }
        Map<String, ForeignKey> known = names(dataset);
        List<Expansion> expansions = new ArrayList<>();
        for (String text : names.get().split(",", -1)) {
            String name = text.strip();
            ForeignKey key = known.get(name);
            if (key == null) {
                throw unknown(name, List.copyOf(known.keySet()));
            }
            if (expansions.stream().anyMatch(other -> other.key().equals(key))) {
                throw refused("The record that " + name + " leads to is asked for twice.");
            }
            expansions.add(expansion(name, key, asAt));
        }
        if (expansions.size() > MOST) {
            throw refused("At most " + MOST + " foreign keys are followed at once.");
        }
        return expansions;
    }

    /** A key of one field is known by that; each, by the dataset it leads to, where no other leads there. */
    private static Map<String, ForeignKey> names(Dataset dataset) {
        List<ForeignKey> keys = dataset.schema().foreignKeys();
        Map<String, ForeignKey> names = new TreeMap<>();
        for (ForeignKey key : keys) {
            boolean isOnly = keys.stream()
                            .filter(other -> other.dataset().equals(key.dataset()))
                            .count()
                    == 1;
            if (isOnly) {
                names.put(key.dataset().toString(), key);
            }
        }
        keys.stream()
                .filter(key -> key.fields().size() == 1)
                .forEach(key -> names.put(key.fields().get(0), key));
        return names;
    }

    private Expansion expansion(String name, ForeignKey key, Optional<AsAt> asAt) {
        LiveDataset other = catalogue
                .live(key.dataset())
                .orElseThrow(() -> refused(
                        "The dataset " + key.dataset() + ", which " + name + " leads to, is not registered here."));
        if (asAt.isEmpty()) {
            return new Expansion(name, key, other.dataset(), other.edition(), false);
        }
        Optional<EditionThen> then = history.find(other, asAt.get());
        return new Expansion(
                name,
                key,
                other.dataset(),
                then.map(EditionThen::edition),
                then.filter(EditionThen::settled).isPresent());
    }

    private static ProblemException unknown(String name, List<String> known) {
        return PARAMETER_INVALID.with(new Fault(
                PARAMETER,
                known.isEmpty()
                        ? "The records of this dataset lead to no other dataset."
                        : name.isEmpty()
                                ? "The name of a foreign key is missing."
                                : "No foreign key of this dataset has this name: " + name + ".",
                known,
                Nearest.to(name, known).orElse(null)));
    }

    private static ProblemException refused(String detail) {
        return PARAMETER_INVALID.with(new Fault(PARAMETER, detail));
    }
}
