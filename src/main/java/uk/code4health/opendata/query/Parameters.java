package uk.code4health.opendata.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** Query parameters as they arrived, decoded and nothing more. */
final class Parameters {

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    static Parameters of(Map<String, List<String>> parameters) {
        return new Parameters(new TreeMap<>(parameters));
    }

    Map<String, List<String>> all() {
        return values;
    }

    /** The same but for one parameter. */
    Parameters without(String name) {
        Map<String, List<String>> others = new TreeMap<>(values);
        others.remove(name);
        return new Parameters(others);
    }

    /** The same with one parameter more, if it is not there. */
    Parameters with(String name, String value) {
        Map<String, List<String>> all = new TreeMap<>(values);
        all.putIfAbsent(name, List.of(value));
        return new Parameters(all);
    }

    /** The value of a parameter that may be given once. */
    Optional<String> one(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw Problem.PARAMETER_INVALID.with(
                    new Fault(name, "This parameter can be given once; it is given " + given.size() + " times."));
        }
        return given.stream().findFirst();
    }
}
