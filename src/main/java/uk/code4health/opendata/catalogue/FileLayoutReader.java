package uk.code4health.opendata.catalogue;

import static uk.code4health.opendata.catalogue.ManifestReader.elements;
import static uk.code4health.opendata.catalogue.ManifestReader.optional;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.code4health.opendata.dataset.FileLayout;

/** Reads how the publisher writes the file: the resource's format and Table Dialect v2, and our own additions. */
final class FileLayoutReader {

    private static final List<Integer> FIRST_ROW = List.of(1);
    private static final String DIALECT = "/resources/0/dialect/";

    private FileLayoutReader() {}

    static FileLayout read(JsonNode root) {
        JsonNode table = root.at("/resources/0");
        JsonNode dialect = table.path("dialect");
        List<Integer> headerRows = numbers(dialect.path("headerRows"));
        char delimiter = character(dialect, "delimiter", ",");
        char quote = character(dialect, "quoteChar", "\"");
        if (delimiter == quote) {
            throw new InvalidManifest(DIALECT + "quoteChar", "a character other than the delimiter");
        }
        return new FileLayout(
                FileLayout.Format.valueOf(table.path("format").asText("csv").toUpperCase(Locale.ROOT)),
                Charset.forName(table.path("encoding").asText("utf-8")),
                dialect.path("header").asBoolean(true),
                headerRows.isEmpty() ? FIRST_ROW : headerRows,
                dialect.path("headerJoin").asText(" "),
                delimiter,
                quote,
                optional(root.at("/publication/member")),
                occurrences(table.at("/schema/fields")),
                sheets(root.at("/publication/sheets"), dialect));
    }

    private static char character(JsonNode dialect, String property, String byDefault) {
        String declared = dialect.path(property).asText(byDefault);
        if (declared.length() > 1 || "\r\n".contains(declared)) {
            throw new InvalidManifest(DIALECT + property, "one character, and no line break");
        }
        return declared.charAt(0);
    }

    private static Map<String, Integer> occurrences(JsonNode fields) {
        Map<String, Integer> occurrences = new HashMap<>();
        elements(fields)
                .filter(field -> field.has("occurrence"))
                .forEach(field -> occurrences.put(
                        field.path("name").asText(), field.path("occurrence").asInt()));
        return occurrences;
    }

    private static List<FileLayout.Sheet> sheets(JsonNode declared, JsonNode dialect) {
        if (declared.isEmpty()) {
            return List.of(new FileLayout.Sheet(
                    optional(dialect.path("sheetName")), number(dialect.path("sheetNumber")), List.of(), Map.of()));
        }
        return elements(declared).map(FileLayoutReader::sheet).toList();
    }

    private static FileLayout.Sheet sheet(JsonNode declared) {
        Map<String, String> values = new HashMap<>();
        declared.path("values")
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
        return new FileLayout.Sheet(
                optional(declared.path("name")),
                number(declared.path("number")),
                numbers(declared.path("headerRows")),
                values);
    }

    private static Optional<Integer> number(JsonNode node) {
        return node.isInt() ? Optional.of(node.asInt()) : Optional.empty();
    }

    private static List<Integer> numbers(JsonNode array) {
        return elements(array).map(JsonNode::asInt).sorted().toList();
    }
}
