package uk.code4health.opendata.catalogue;

import static uk.code4health.opendata.catalogue.ManifestReader.elements;
import static uk.code4health.opendata.catalogue.ManifestReader.requireFields;
import static uk.code4health.opendata.catalogue.ManifestReader.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.Constraints;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.ForeignKey;
import uk.code4health.opendata.dataset.NumberLayout;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.dataset.UnreadableCell;

/** Reads the Table Schema v2 of a manifest that its JSON Schema has found well-formed. */
final class SchemaReader {

    private static final String PLACE = "/resources/0/schema";

    private SchemaReader() {}

    static Schema read(JsonNode root) {
        JsonNode schema = root.at(PLACE);
        Set<String> notPublished = Set.copyOf(texts(root.at("/publication/not_published")));
        List<Field> fields = fields(schema);
        Schema read = new Schema(
                fields, notPublished, texts(schema.path("primaryKey")), foreignKeys(schema), mayLackFields(schema));
        for (String name : notPublished) {
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                throw new InvalidManifest("/publication/not_published", "fields of the schema; " + name + " is none");
            }
        }
        if (root.at("/resources/0/format").asText("csv").startsWith("xls")) {
            refusePointsBetweenThousands(schema.path("fields"));
        }
        requireFields(read.primaryKey(), read, PLACE + "/primaryKey");
        for (int at = 0; at < read.foreignKeys().size(); at++) {
            requireFields(read.foreignKeys().get(at).fields(), read, PLACE + "/foreignKeys/" + at + "/fields");
        }
        return read;
    }

    /** In a workbook 1234.5 is a number, whatever its reader would see; without the point it would be ten times as much. */
    private static void refusePointsBetweenThousands(JsonNode fields) {
        for (int at = 0; at < fields.size(); at++) {
            if (fields.path(at).path("groupChar").asText().equals(".")) {
                throw new InvalidManifest(
                        PLACE + "/fields/" + at + "/groupChar",
                        "another character in a workbook, whose numbers have a point before their decimals");
            }
        }
    }

    /** The standard writes a text; earlier drafts of it wrote a list of one. */
    private static boolean mayLackFields(JsonNode schema) {
        List<String> match = texts(schema.path("fieldsMatch"));
        return match.contains("partial") || match.contains("superset");
    }

    private static List<Field> fields(JsonNode schema) {
        Map<String, Optional<CellStatus>> missingByDefault =
                schema.has("missingValues") ? missingValues(schema.path("missingValues")) : Field.BLANK_IS_MISSING;
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> required = Set.copyOf(texts(schema.path("primaryKey")));
        for (JsonNode declared : schema.path("fields")) {
            String pointer = PLACE + "/fields/" + fields.size();
            Field field = at(pointer, () -> field(declared, missingByDefault, required));
            if (!names.add(field.name())) {
                throw new InvalidManifest(
                        pointer + "/name", "a name used once; " + field.name() + " stands there twice");
            }
            fields.add(field);
        }
        return fields;
    }

    private static Field field(
            JsonNode declared, Map<String, Optional<CellStatus>> missingByDefault, Set<String> primaryKey) {
        String name = declared.path("name").asText();
        FieldType type = FieldType.of(declared.path("type").asText("string"))
                .orElseThrow(() -> new IllegalArgumentException("a type of Table Schema"));
        return new Field(
                name,
                declared.path("title").asText(name),
                declared.path("description").asText(),
                type,
                declared.path("format").asText("default"),
                new NumberLayout(
                        declared.path("decimalChar").asText("."),
                        declared.path("groupChar").asText(""),
                        declared.path("bareNumber").asBoolean(true)),
                constraints(declared.path("constraints"), type, primaryKey.contains(name)),
                declared.has("missingValues") ? missingValues(declared.path("missingValues")) : missingByDefault);
    }

    /** A field of the primary key is required, as Table Schema says. */
    private static Constraints constraints(JsonNode declared, FieldType type, boolean inPrimaryKey) {
        boolean required = inPrimaryKey || declared.path("required").asBoolean();
        if (declared.isEmpty() && !required) {
            return Constraints.NONE;
        }
        return new Constraints(
                required,
                length(declared.path("minLength")),
                length(declared.path("maxLength")),
                bound(declared.path("minimum"), type),
                bound(declared.path("maximum"), type),
                pattern(declared.path("pattern")),
                texts(declared.path("enum")));
    }

    private static Optional<Integer> length(JsonNode declared) {
        return declared.isNumber() ? Optional.of(declared.asInt()) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // every type's values compare with their own kind
    private static Optional<Comparable<Object>> bound(JsonNode declared, FieldType type) {
        return declared.isMissingNode()
                ? Optional.empty()
                : Optional.of((Comparable<Object>) type.parse(declared.asText()));
    }

    private static Optional<Pattern> pattern(JsonNode declared) {
        try {
            return declared.isTextual() ? Optional.of(Pattern.compile(declared.asText())) : Optional.empty();
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException("a regular expression; " + malformed.getDescription(), malformed);
        }
    }

    /** Without outer white space, as cells are compared with them. */
    private static Map<String, Optional<CellStatus>> missingValues(JsonNode declared) {
        Map<String, Optional<CellStatus>> values = new LinkedHashMap<>();
        for (JsonNode value : declared) {
            if (value.isTextual()) {
                values.put(value.asText().strip(), Optional.empty());
            } else {
                values.put(
                        value.path("value").asText().strip(),
                        CellStatus.of(value.path("label").asText()));
            }
        }
        return values;
    }

    private static List<ForeignKey> foreignKeys(JsonNode schema) {
        return elements(schema.path("foreignKeys"))
                .map(key -> new ForeignKey(
                        texts(key.path("fields")),
                        new DatasetId(key.at("/reference/resource").asText()),
                        texts(key.at("/reference/fields"))))
                .toList();
    }

    private static <T extends @Nullable Object> T at(String pointer, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnreadableCell notOfItsType) {
            throw new InvalidManifest(
                    pointer + "/constraints", "a bound of the field's type; it " + notOfItsType.reason());
        } catch (IllegalArgumentException unfit) {
            throw new InvalidManifest(pointer, String.valueOf(unfit.getMessage()));
        }
    }
}
