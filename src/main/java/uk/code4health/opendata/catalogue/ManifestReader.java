package uk.code4health.opendata.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.Licence;
import uk.code4health.opendata.dataset.Schema;

/**
 * Reads a manifest: a Frictionless Data Package v2 with one tabular resource, and our own {@code publication}.
 *
 * <p>The published JSON Schema ({@code /schemas/datapackage-v1.json}) says what may stand where; what it cannot say, such
 * as that a key's fields exist, is checked after it.
 */
@Singleton
public class ManifestReader {

    private static final String SCHEMA = "META-INF/resources/schemas/datapackage-v1.json";

    private final ObjectMapper json;
    private final JsonSchema schema;

    ManifestReader(ObjectMapper json) {
        this.json = json;
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        resource(),
                        SchemaValidatorsConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .errorMessageKeyword("message")
                                .build());
    }

    /**
     * Reads a manifest.
     *
     * @throws InvalidManifest with every fault found
     */
    public Dataset read(String manifest) {
        JsonNode root = parse(manifest);
        List<InvalidManifest.Fault> faults = schema.validate(root).stream()
                .map(ManifestReader::fault)
                .distinct()
                .toList();
        if (!faults.isEmpty()) {
            throw new InvalidManifest(faults);
        }
        return dataset(root);
    }

    private JsonNode parse(String manifest) {
        try {
            return json.readTree(manifest);
        } catch (JsonProcessingException malformed) {
            throw new InvalidManifest(
                    "",
                    "JSON; " + malformed.getOriginalMessage() + " at line "
                            + malformed.getLocation().getLineNr());
        }
    }

    /** What should stand at a place, in words: ours where the schema has them, else made of what the validator says. */
    private static InvalidManifest.Fault fault(ValidationMessage message) {
        String place = message.getInstanceLocation().toString();
        Object[] said = message.getArguments();
        String expected =
                switch (message.getMessageKey() == null ? "" : message.getType()) {
                    case "required" -> "the property " + message.getProperty();
                    case "additionalProperties" -> "no property " + message.getProperty() + ", which is not known here";
                    case "enum" -> "one of " + said[0];
                    case "type" -> "a value of the type " + said[1] + "; this is a " + said[0];
                    default -> text(message, place);
                };
        return new InvalidManifest.Fault(place, expected);
    }

    private static String text(ValidationMessage message, String place) {
        String text = message.getMessage();
        return text.startsWith(place + ":") ? text.substring(place.length() + 1).strip() : text;
    }

    private static Dataset dataset(JsonNode root) {
        Schema schema = SchemaReader.read(root);
        JsonNode publication = root.path("publication");
        return new Dataset(
                new DatasetId(root.path("name").asText()),
                root.path("title").asText(),
                root.path("description").asText(),
                publisher(root),
                licence(root),
                texts(root.path("keywords")),
                new Dataset.Link(
                        root.at("/sources/0/title").asText(),
                        root.at("/sources/0/path").asText()),
                optional(publication.path("update_frequency")),
                new Dataset.Coverage(
                        optional(publication.at("/coverage/spatial")), optional(publication.at("/coverage/temporal"))),
                FileLayoutReader.read(root),
                schema,
                PublicationReader.read(root, schema));
    }

    private static String publisher(JsonNode root) {
        return elements(root.path("contributors"))
                .filter(contributor -> texts(contributor.path("roles")).contains("publisher"))
                .findFirst()
                .orElseThrow(() -> new InvalidManifest("/contributors", "one contributor with the role publisher"))
                .path("title")
                .asText();
    }

    private static Licence licence(JsonNode root) {
        JsonNode licence = root.at("/licenses/0");
        return new Licence(
                licence.path("name").asText(),
                licence.path("path").asText(),
                "Contains public sector information from " + publisher(root) + ", licensed under "
                        + licence.path("title").asText(licence.path("name").asText()) + ".");
    }

    /** Every name must be a published field. */
    static void requireFields(List<String> names, Schema schema, String pointer) {
        for (int at = 0; at < names.size(); at++) {
            String name = names.get(at);
            if (schema.published().stream().noneMatch(field -> field.name().equals(name))) {
                throw new InvalidManifest(pointer + "/" + at, "a published field of the schema; " + name + " is none");
            }
        }
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** A text or a list of texts, as a list. */
    static List<String> texts(JsonNode node) {
        return node.isTextual()
                ? List.of(node.asText())
                : elements(node).map(JsonNode::asText).toList();
    }

    static Optional<String> optional(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static InputStream resource() {
        return Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream(SCHEMA), SCHEMA);
    }
}
