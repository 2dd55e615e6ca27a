package uk.code4health.opendata.catalogue;

import static java.util.stream.Collectors.toMap;
import static uk.code4health.opendata.catalogue.ManifestReader.elements;
import static uk.code4health.opendata.catalogue.ManifestReader.requireFields;
import static uk.code4health.opendata.catalogue.ManifestReader.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import uk.code4health.opendata.dataset.Computed;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Publication;
import uk.code4health.opendata.dataset.Schema;

/** Reads {@code publication}, the part of a manifest that is ours, and makes sure that the fields it names exist. */
final class PublicationReader {

    private static final String PLACE = "/publication/";
    private static final Pattern CELL = Pattern.compile("([A-Z]{1,3})([1-9]\\d{0,6})");

    private final JsonNode root;
    private final JsonNode declared;
    private final Schema schema;

    private PublicationReader(JsonNode root, Schema schema) {
        this.root = root;
        this.declared = root.path("publication");
        this.schema = schema;
    }

    static Publication read(JsonNode root, Schema schema) {
        return new PublicationReader(root, schema).read();
    }

    private Publication read() {
        if (declared.path("approval").asText().equals("four_eyes")) { // must not be relied on before it is there
            throw new InvalidManifest(PLACE + "approval", "automatic; approval by a second person is not there yet");
        }
        List<String> sliceBy = texts(declared.path("slice_by"));
        requireFields(sliceBy, schema, PLACE + "slice_by");
        requireInFile(keys("also_titled"), "also_titled");
        requireInFile(keys("computed"), "computed");
        requireInFile(texts(declared.path("organisation_contacts")).stream(), "organisation_contacts");
        elements(declared.path("sheets")).forEach(sheet -> requireInFile(keys(sheet.path("values")), "sheets"));
        return new Publication(
                declared.path("mode").asText().equals("period") ? Publication.Mode.PERIOD : Publication.Mode.SNAPSHOT,
                sliceBy,
                elements(declared.path("skip_rows")).map(this::skipRows).toList(),
                declared.path("also_titled").properties().stream()
                        .collect(toMap(Map.Entry::getKey, entry -> texts(entry.getValue()))),
                computed(),
                Set.copyOf(texts(declared.path("organisation_contacts"))),
                disclosure(declared.path("disclosure")),
                share(declared.path("maximum_rejected").asText("0%")),
                FileSourceReader.read(root),
                totals());
    }

    private Map<String, List<String>> totals() {
        return textsByField(declared.path("totals"), PLACE + "totals");
    }

    /** Texts that string fields have. */
    private Map<String, List<String>> textsByField(JsonNode declared, String place) {
        requireFields(keys(declared).toList(), schema, place);
        keys(declared)
                .filter(name -> schema.column(name).orElseThrow().type() != FieldType.STRING)
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidManifest(place, "fields of the type string; " + name + " is none");
                });
        return declared.properties().stream().collect(toMap(Map.Entry::getKey, entry -> texts(entry.getValue())));
    }

    private Publication.SkipRows skipRows(JsonNode rule) {
        requireInFile(keys(rule.path("where")), "skip_rows");
        List<String> within = texts(rule.path("total_within"));
        List<String> summed = texts(rule.path("total_of"));
        requireFields(within, schema, PLACE + "skip_rows");
        requireFields(summed, schema, PLACE + "skip_rows");
        if (!summed.stream()
                .allMatch(field -> schema.column(field).orElseThrow().type().isNumber())) {
            throw new InvalidManifest(PLACE + "skip_rows", "numbers in total_of");
        }
        return new Publication.SkipRows(
                rule.path("where").properties().stream().collect(toMap(Map.Entry::getKey, entry -> entry.getValue()
                        .asText())),
                rule.path("reason").asText(),
                rule.path("total").asBoolean(),
                summed,
                within);
    }

    private Map<String, Computed> computed() {
        Map<String, Computed> computed = new HashMap<>();
        declared.path("computed").properties().forEach(each -> {
            try {
                computed.put(each.getKey(), computed(each.getValue()));
            } catch (PatternSyntaxException malformed) {
                throw new InvalidManifest(
                        PLACE + "computed/" + each.getKey(), "a regular expression; " + malformed.getDescription());
            }
        });
        return computed;
    }

    private static Computed computed(JsonNode how) {
        if (how.has("cell")) {
            Matcher cell = CELL.matcher(how.path("cell").asText());
            if (!cell.matches()) {
                throw new InvalidManifest(PLACE + "computed", "a cell such as A2");
            }
            return new Computed.FromCell(
                    Integer.parseInt(cell.group(2)), columnOf(cell.group(1)), extract(how, how.path("pattern")));
        }
        return how.has("section")
                ? new Computed.FromSection(extract(how, how.path("section")))
                : new Computed.FromFileName(extract(how, how.path("file_name")));
    }

    private static Computed.Extract extract(JsonNode how, JsonNode pattern) {
        if (pattern.isMissingNode()) {
            return Computed.Extract.ALL;
        }
        Pattern compiled = Pattern.compile(pattern.asText());
        String byDefault = compiled.matcher("").groupCount() > 0 ? "$1" : "$0";
        return new Computed.Extract(compiled, how.path("as").asText(byDefault));
    }

    /** Spreadsheets count columns in letters: A is 0, Z is 25, AA is 26. */
    private static int columnOf(String letters) {
        int column = 0;
        for (int at = 0; at < letters.length(); at++) {
            column = column * 26 + letters.charAt(at) - 'A' + 1;
        }
        return column - 1;
    }

    private Publication.Disclosure disclosure(JsonNode rule) {
        JsonNode unit = rule.path("rounded_to");
        Publication.SmallNumbers shown = Publication.SmallNumbers.valueOf(
                rule.path("small_numbers").asText("warn").toUpperCase(Locale.ROOT));
        Map<String, List<String>> onlyWhere = textsByField(rule.path("only_where"), PLACE + "disclosure/only_where");
        if (!onlyWhere.isEmpty() && shown != Publication.SmallNumbers.ACCEPT) {
            throw new InvalidManifest(
                    PLACE + "disclosure/small_numbers",
                    "accept, beside only_where: small numbers are looked for in all records of a field");
        }
        return new Publication.Disclosure(
                hidden(rule.path("suppressed_between")),
                unit.isMissingNode() ? Optional.empty() : Optional.of(unit.decimalValue()),
                shown,
                onlyWhere);
    }

    private static Optional<Publication.Bounds> hidden(JsonNode between) {
        if (between.isMissingNode()) {
            return Optional.empty();
        }
        BigDecimal lowest = between.get(0).decimalValue();
        BigDecimal highest = between.get(1).decimalValue();
        if (lowest.compareTo(highest) > 0) {
            throw new InvalidManifest(PLACE + "disclosure/suppressed_between", "the smallest number, then the largest");
        }
        return Optional.of(new Publication.Bounds(lowest, highest));
    }

    private Stream<String> keys(String property) {
        return keys(declared.path(property));
    }

    private static Stream<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }

    private void requireInFile(Stream<String> names, String property) {
        Set<String> inFile =
                Set.copyOf(schema.inFile().stream().map(Field::name).toList());
        names.filter(name -> !inFile.contains(name)).findFirst().ifPresent(name -> {
            throw new InvalidManifest(PLACE + property, "fields of the schema; " + name + " is none");
        });
    }

    private static BigDecimal share(String percentage) {
        return new BigDecimal(percentage.replace("%", "").strip()).movePointLeft(2);
    }
}
