package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A dataset whose texts would end a comment or a text of any language, and whose fields have names that languages keep for
 * themselves, or that become one when underscores go.
 */
final class NastyDataset {

    static final String ID = "nasty-names-2";
    static final int RECORDS = 3;

    private static final String TEXT =
            "Evil */ \"quoted\" 'single' \"\"\" '''  ${x} #{x} {x} {{x}} `tick` \\ \\u002a/ \\end{x} %d %> # -- <!-- <b>&amp; </script> é 猫 [end](x)";
    private static final String CODE = "*/ \"q\", \\ 'a' ${x} {{y}} #{z} %s `t` \"\"\" é";

    private static final List<String> NAMES = List.of(
            "class",
            "default",
            "import",
            "self",
            "function",
            "if",
            "next",
            "repeat",
            "data",
            "page",
            "limit",
            "sort",
            "fields",
            "where",
            "q",
            "cursor",
            "format",
            "a_1",
            "a1",
            "a_01",
            "name",
            "name_contains",
            "in",
            "is_null",
            "print",
            "list",
            "none",
            "null",
            "true",
            "false",
            "lambda",
            "public",
            "static",
            "int",
            "get_class",
            "hash_code",
            "to_string",
            "equals",
            "notify",
            "wait",
            "conditions",
            "client",
            "timeout",
            "url",
            "max",
            "field",
            "key",
            "request",
            "response",
            "value",
            "values",
            "error",
            "x_y",
            "x_y_ne",
            "type",
            "query",
            "record",
            "library",
            "t",
            "c",
            "exports",
            "await",
            "delete",
            "proto");

    private NastyDataset() {}

    /** A Data Package. */
    static String manifest() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode manifest = json.createObjectNode();
        manifest.put("name", ID)
                .put("title", "Names " + TEXT)
                .put("description", TEXT + "\nand a line\n\nand a paragraph");
        manifest.putArray("licenses").addObject().put("name", "OGL-UK-3.0").put("path", "https://example.org/licence");
        manifest.putArray("contributors")
                .addObject()
                .put("title", "Nobody " + TEXT)
                .putArray("roles")
                .add("publisher");
        manifest.putArray("sources").addObject().put("title", TEXT).put("path", "https://example.org/none");
        ObjectNode resource = manifest.putArray("resources").addObject();
        resource.put("name", ID).put("path", "nasty.csv");
        ObjectNode schema = resource.putObject("schema");
        schema.putArray("missingValues").add("");
        schema.putArray("primaryKey").add("code").add("day");
        ArrayNode fields = schema.putArray("fields");
        ObjectNode code = field(fields, "code", "string");
        code.putObject("constraints")
                .put("required", true)
                .putArray("enum")
                .add(CODE)
                .add("class")
                .add("1st")
                .add("<b>");
        field(fields, "day", "date").putObject("constraints").put("required", true);
        field(fields, "moment", "datetime");
        field(fields, "big", "integer")
                .putArray("missingValues")
                .add("")
                .addObject()
                .put("value", "*")
                .put("label", "suppressed");
        field(fields, "num", "number");
        field(fields, "flag", "boolean");
        field(fields, "hour", "time");
        field(fields, "year", "year");
        field(fields, "month", "yearmonth");
        NAMES.forEach(name -> field(fields, name, "string"));
        manifest.putObject("publication")
                .put("mode", "snapshot")
                .putObject("disclosure")
                .put("small_numbers", "accept");
        return manifest.toString();
    }

    private static ObjectNode field(ArrayNode fields, String name, String type) {
        return fields.addObject()
                .put("name", name)
                .put("title", name)
                .put("type", type)
                .put("description", "Field " + name + " " + TEXT + "\nin lines\r\n");
    }

    /** A file of it. */
    static String file() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header =
                new ArrayList<>(List.of("code", "day", "moment", "big", "num", "flag", "hour", "year", "month"));
        header.addAll(NAMES);
        rows.add(header);
        List<String> starts = List.of(
                "2024-04-01,2024-03-31T10:00:00,9007199254740993,2.50,true,09:30:00,2024,2024-04",
                "2024-04-02,,*,,false,,,",
                "2024-04-03,2024-03-31T10:00:00,-5,0.000001,,23:59:59,1948,1948-07");
        for (String start : starts) {
            List<String> row = new ArrayList<>(List.of(CODE));
            row.addAll(List.of(start.split(",", -1)));
            NAMES.forEach(name -> row.add(name + " " + CODE + start.charAt(9)));
            rows.add(row);
        }
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
    }
}
