package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import uk.code4health.opendata.contract.clients.Argument.Kind;

/** What calls mean by a dataset's document: of what type each of their parameters is. */
final class DocumentCalls {

    private final JsonNode document;

    DocumentCalls(JsonNode document) {
        this.document = document;
    }

    List<Argument> path(ClientCall call) {
        return arguments(call.operation(), call.path());
    }

    List<Argument> query(ClientCall call) {
        return arguments(call.operation(), call.query());
    }

    private List<Argument> arguments(String operation, Map<String, List<String>> given) {
        return given.entrySet().stream()
                .map(each -> new Argument(each.getKey(), kind(operation, each.getKey()), each.getValue()))
                .toList();
    }

    private Kind kind(String operation, String parameter) {
        for (JsonNode path : document.path("paths")) {
            for (JsonNode each : path) {
                if (each.path("operationId").asText().equals(operation)) {
                    return kind(each, parameter);
                }
            }
        }
        throw new IllegalArgumentException("no operation " + operation);
    }

    private Kind kind(JsonNode operation, String parameter) {
        for (JsonNode each : operation.path("parameters")) {
            JsonNode known = resolved(each);
            if (known.path("name").asText().equals(parameter)) {
                JsonNode schema = resolved(known.path("schema"));
                return Kind.of(schema.has("items") ? resolved(schema.path("items")) : schema);
            }
        }
        throw new IllegalArgumentException("no parameter " + parameter);
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? document.at(reference.asText().substring(1)) : node;
    }
}
