package uk.code4health.opendata.catalogue;

import java.util.List;
import java.util.Map;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** The parameters that an address understands. What it does not understand is refused, never passed over. */
public final class KnownParameters {

    private KnownParameters() {}

    /** Refuses a parameter that is not among the known ones, and one that is given more than once. */
    public static void requireOnce(Map<String, List<String>> given, List<String> known) {
        require(given, known);
        given.forEach((name, values) -> {
            if (values.size() > 1) {
                throw Problem.PARAMETER_INVALID.with(new Fault(name, "This parameter can be given once."));
            }
        });
    }

    /** Refuses a parameter that is not among the known ones. */
    public static void require(Map<String, List<String>> given, List<String> known) {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.PARAMETER_INVALID.with(new Fault(
                            name,
                            "There is no parameter of this name here.",
                            known,
                            Nearest.to(name, known).orElse(null)));
                });
    }
}
