package uk.code4health.opendata.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Which properties an answer always has, so that clients need not ask whether they are there: all of them, null where there
 * is nothing to say. What follows a standard leaves out what is empty, as the standard has it.
 */
final class PresentProperties {

    private static final Set<String> OF_OTHER_STANDARDS = Set.of("DataPackage", "TableSchema");

    private static final Map<String, List<String>> SOME = Map.of(
            "Problem", List.of("type", "title", "status"),
            "Fault", List.of("detail"),
            "FetchRequest", List.of());

    private PresentProperties() {}

    static void mark(Map<String, Schema> schemas) {
        schemas.forEach((name, schema) -> {
            boolean isOurs = OF_OTHER_STANDARDS.stream().noneMatch(name::startsWith);
            if (isOurs && schema.getProperties() != null) {
                schema.setRequired(SOME.getOrDefault(
                        name, List.copyOf(schema.getProperties().keySet())));
            }
        });
    }
}
