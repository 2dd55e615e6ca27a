package uk.code4health.opendata.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Components of an OpenAPI document that nothing in it refers to. */
final class UnusedComponents {

    private static final String COMPONENTS = "components";
    private static final String REFERENCE = "$ref";
    private static final String PREFIX = "#/" + COMPONENTS + "/";

    private UnusedComponents() {}

    static void removeFrom(ObjectNode document) {
        Set<String> used = new HashSet<>();
        collect(document.path("paths"), document, used);
        document.path(COMPONENTS).properties().forEach(kind -> {
            ObjectNode components = (ObjectNode) kind.getValue();
            components.retain(components.properties().stream()
                    .map(component -> component.getKey())
                    .filter(name -> used.contains(PREFIX + kind.getKey() + "/" + name))
                    .toList());
        });
    }

    private static void collect(JsonNode node, ObjectNode document, Set<String> used) {
        JsonNode reference = node.path(REFERENCE);
        if (reference.isTextual() && used.add(reference.asText())) {
            collect(document.at(reference.asText().substring(1)), document, used);
        }
        node.forEach(below -> collect(below, document, used));
    }
}
