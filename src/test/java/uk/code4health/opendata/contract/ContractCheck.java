package uk.code4health.opendata.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares answers with what an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12, says of them. */
public final class ContractCheck {

    private static final String DOCUMENT = "urn:contract";

    /** HTTP's own, which any address may answer. */
    private static final Set<Integer> OF_HTTP = Set.of(304, 405, 413, 414, 415);

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> read = new HashMap<>();

    public ContractCheck(String document) {
        this.document = tree(document);
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(DOCUMENT, document))));
    }

    /** What of an answer the contract does not have; nothing of what has no place in it. */
    public List<String> complaints(String method, String path, int status, String mediaType, String body) {
        Optional<String> address = template(path);
        if (address.isEmpty() || OF_HTTP.contains(status)) {
            return List.of();
        }
        String operation = "/paths/" + escaped(address.get()) + "/"
                + method.toLowerCase(Locale.ROOT).replace("head", "get");
        String response = operation + "/responses/" + status;
        if (document.at(operation).isMissingNode()) {
            return List.of(method + " " + address.get() + " is no operation");
        }
        if (document.at(response).isMissingNode()) {
            return List.of(operation + " has no answer " + status + ": " + body);
        }
        String type = mediaType.replaceAll(";.*", "");
        String content = response + "/content/" + escaped(type);
        if (method.equals("HEAD") || body.isEmpty()) {
            return List.of();
        }
        if (document.at(content).isMissingNode()) {
            return List.of(response + " has no " + type);
        }
        return type.endsWith("/json") || type.endsWith("+json") ? faults(content + "/schema", body) : List.of();
    }

    private List<String> faults(String pointer, String body) {
        JsonSchema schema =
                read.computeIfAbsent(pointer, place -> schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + place)));
        List<String> faults = new ArrayList<>();
        for (ValidationMessage message : schema.validate(tree(body))) {
            faults.add(pointer + ": " + message.getMessage());
        }
        return faults;
    }

    /** The path of the contract that an address is one of: the one with the fewest places left open. */
    private Optional<String> template(String path) {
        Optional<String> best = Optional.empty();
        for (Map.Entry<String, JsonNode> template : document.path("paths").properties()) {
            String form = template.getKey().replace(".", "\\.").replaceAll("\\{[a-z_]+}", "[^/]+");
            boolean isBetter = best.isEmpty() || open(template.getKey()) < open(best.get());
            if (path.matches(form) && isBetter) {
                best = Optional.of(template.getKey());
            }
        }
        return best;
    }

    private static long open(String template) {
        return template.chars().filter(letter -> letter == '{').count();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
