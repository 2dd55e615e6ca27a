package uk.code4health.opendata.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The versions of OpenAPI that documents are served in. */
enum OpenApiVersion {
    V3_1("3.1") {
        @Override
        ObjectNode form(ObjectNode document) {
            return document;
        }
    },
    /** For tools that do not read 3.1 yet. */
    V3_0("3.0") {
        @Override
        ObjectNode form(ObjectNode document) {
            document.put("openapi", "3.0.3");
            inSchemas(document, document);
            return document;
        }
    };

    /** What stands in these has names that somebody else gave, whatever they mean elsewhere. */
    private static final Set<String> NAMED = Set.of("properties", "schemas", "parameters");

    private final String label;

    OpenApiVersion(String label) {
        this.label = label;
    }

    static Optional<OpenApiVersion> of(String label) {
        return Arrays.stream(values())
                .filter(version -> version.label.equals(label))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(version -> version.label).toList();
    }

    /** A document of 3.1 in this version; it may be changed. */
    abstract ObjectNode form(ObjectNode document);

    /** What 3.0 has other words for: null, and examples of a schema. Examples of answers are left as they are. */
    private static void inSchemas(JsonNode node, ObjectNode document) {
        if (node instanceof ObjectNode object) {
            nullable(object, document);
            JsonNode examples = object.path("examples");
            if (examples instanceof ArrayNode) {
                object.remove("examples");
                object.set("example", examples.get(0));
            }
            object.properties().forEach(property -> {
                if (NAMED.contains(property.getKey())) {
                    property.getValue().forEach(named -> inSchemas(named, document));
                } else if (!property.getKey().equals("example")) {
                    inSchemas(property.getValue(), document);
                }
            });
        } else {
            node.forEach(element -> inSchemas(element, document));
        }
    }

    private static void nullable(ObjectNode schema, ObjectNode document) {
        if (schema.path("type") instanceof ArrayNode types) {
            List<String> named = named(types);
            if (named.size() < types.size()) {
                schema.put("nullable", true);
            }
            schema.remove("type");
            named.stream().findFirst().ifPresent(type -> schema.put("type", type));
        }
        if (schema.path("anyOf") instanceof ArrayNode choices
                && choices.findValuesAsText("type").contains("null")) {
            nullOrOne(schema, choices.get(0), document);
        }
    }

    /** An object keeps its name. Of a text, whose codes would still leave null out, the whole schema is said again. */
    private static void nullOrOne(ObjectNode schema, JsonNode reference, ObjectNode document) {
        JsonNode one = document.at(reference.path("$ref").asText().substring(1));
        schema.remove("anyOf");
        if (one.path("type").asText().equals("object")) {
            schema.set("type", one.path("type"));
            schema.set("allOf", schema.arrayNode().add(reference));
        } else {
            schema.setAll((ObjectNode) one.deepCopy());
            if (schema.path("enum") instanceof ArrayNode codes) {
                codes.addNull();
            }
        }
        schema.put("nullable", true);
    }

    private static List<String> named(ArrayNode types) {
        List<String> all = new ArrayList<>();
        types.forEach(type -> all.add(type.asText()));
        all.remove("null");
        return all;
    }
}
