package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.code4health.opendata.standards.Profile;
import uk.code4health.opendata.standards.StrictTable;

/** What is live of a dataset as a Data Package v2: valid, and its schema is true of every cell of its CSV. */
@QuarkusTest
class DataPackageTest extends ServiceTest {

    private final ObjectMapper json = new ObjectMapper();

    static List<String> bundled() throws IOException {
        try (var folders = Files.list(Path.of("datasets"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void everyPackageKeepsTheRulesOfTheStandard(String dataset) throws IOException {
        JsonNode dataPackage = dataPackage(dataset);
        assertThat(Profile.DATA_PACKAGE.faultsOf(dataPackage)).isEmpty();
        assertThat(Profile.TABLE_SCHEMA.faultsOf(read("/v1/datasets/" + dataset + "/schema")))
                .isEmpty();
        assertThat(dataPackage.path("name").asText()).isEqualTo(dataset);
        assertThat(dataPackage.path("version").asText())
                .isEqualTo(get("/v1/datasets/" + dataset).getString("last_release.id"));
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void aStrictReaderFindsEveryCellOfTheCsvAsTheSchemaSays(String dataset) throws IOException {
        JsonNode resource = dataPackage(dataset).at("/resources/0");
        String path = resource.path("path").asText();
        List<Map<String, Object>> records = new StrictTable(resource.path("schema")).read(text(path));
        assertThat(records).isNotEmpty().hasSize(get("/v1/datasets/" + dataset).getInt("records"));
        assertThat(records.stream().map(DataPackageTest::plain)).isEqualTo(asNdjson(path));
    }

    /** The readers of these tests are strict. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\":\"default\" | \"format\":\"ods-code\"",
                "\"type\":\"date\" | \"type\":\"day\"",
                "\"path\":\"http://localhost | \"path\":\"/localhost",
                "\"primaryKey\":[\"practice_code\"] | \"primaryKey\":[]",
                "\"created\":\"20 | \"created\":\"in 20",
                "\"name\":\"OGL-UK-3.0\" | \"name\":\"OGL UK\"",
                "\"roles\":[\"publisher\"] | \"roles\":[]"
            })
    void theRulesFindWhatIsAgainstThem(String right, String wrong) throws IOException {
        String dataPackage = dataPackage("gp-practices").toString();
        assertThat(dataPackage).contains(right);
        assertThat(Profile.DATA_PACKAGE.faultsOf(json.readTree(dataPackage.replace(right, wrong))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "practice_code,name | name,practice_code",
                "A81042 | a81042",
                "\\d{4}-\\d{2}-\\d{2} | 20240430",
                "A81042, | ,"
            })
    void theReaderRefusesWhatTheSchemaDoesNotSay(String right, String wrong) throws IOException {
        JsonNode resource = dataPackage("gp-practices").at("/resources/0");
        String csv = text(resource.path("path").asText());
        String changed = csv.replaceFirst(right, wrong);
        assertThat(changed).isNotEqualTo(csv);
        assertThatThrownBy(() -> new StrictTable(resource.path("schema")).read(changed))
                .isInstanceOfAny(AssertionError.class, DateTimeException.class);
    }

    @Test
    void referencesLeadToThePackagesOfTheOtherDatasetsAndNoForeignKeyLeavesItsPackage() throws IOException {
        assertThat(dataPackage("ae-attendances").at("/resources/0/references")).isNotEmpty();
        for (String dataset : bundled()) {
            assertThat(dataPackage(dataset).at("/resources/0/schema").has("foreignKeys"))
                    .isFalse();
            for (JsonNode key : dataPackage(dataset).at("/resources/0/references")) {
                JsonNode reference = key.path("reference");
                JsonNode other = read(reference.path("package").asText());
                assertThat(other.at("/resources/0/name")).isEqualTo(reference.path("resource"));
                assertThat(other.at("/resources/0/schema/fields").findValuesAsText("name"))
                        .contains(json.convertValue(reference.path("fields"), String[].class));
            }
        }
    }

    @Test
    void aPackageIsOfOneEditionForEver() throws IOException {
        registerLike("nhs-trusts", "packaged-trusts");
        String sample = Files.readString(Path.of("datasets/nhs-trusts/sample.csv"));
        assertThat(load("packaged-trusts", "one.csv", sample).getString("release.state"))
                .isEqualTo("published");
        JsonNode before = dataPackage("packaged-trusts");
        String csv = text(path(before));
        int half = sample.indexOf('\n', sample.length() / 2) + 1;
        assertThat(load("packaged-trusts", "two.csv", sample.substring(0, half)).getString("release.state"))
                .isEqualTo("published");
        JsonNode after = dataPackage("packaged-trusts");
        assertThat(text(path(before))).isEqualTo(csv).isNotEqualTo(text(path(after)));
        assertThat(List.of(after.path("id"), after.path("version"), after.path("created")))
                .doesNotContain(before.path("id"), before.path("version"), before.path("created"));
        assertThat(after.path("sample").asBoolean()).isFalse();
        assertThat(after.path("description").asText()).doesNotContain("invented");
    }

    @Test
    void samplesAreCalledSamples() throws IOException {
        JsonNode dataPackage = dataPackage("ae-attendances");
        assertThat(dataPackage.path("sample").asBoolean()).isTrue();
        assertThat(dataPackage.path("description").asText()).endsWith("the figures are invented, for trying out.");
        assertThat(dataPackage.path("attribution").asText()).contains("NHS England");
    }

    @Test
    void aDatasetWithoutReleasesHasAValidPackage() throws IOException {
        registerLike("nhs-trusts", "unreleased-trusts");
        JsonNode dataPackage = dataPackage("unreleased-trusts");
        assertThat(Profile.DATA_PACKAGE.faultsOf(dataPackage)).isEmpty();
        assertThat(dataPackage.has("version")).isFalse();
        assertThat(new StrictTable(dataPackage.at("/resources/0/schema")).read(text(path(dataPackage))))
                .isEmpty();
    }

    /** Empty texts, formulas, quotes and line ends within cells, and constraints on them. */
    @Test
    void difficultTextsAreAsTheSchemaSays() throws IOException {
        registrar.register("""
                {"name": "difficult-texts", "title": "Texts", "description": "Texts.",
                 "licenses": [{"name": "OGL UK", "path": "see the cover"}],
                 "contributors": [{"title": "Nobody", "roles": ["publisher"]}],
                 "sources": [{"title": "A book", "path": "on the shelf"}],
                 "resources": [{"name": "texts", "path": "texts.csv", "schema": {"fields": [
                   {"name": "kind", "title": "kind", "type": "string", "description": "What.", "constraints": {"enum": ["-up", "down", "=1"]}},
                   {"name": "short", "title": "short", "type": "string", "description": "What.", "constraints": {"maxLength": 4}},
                   {"name": "form", "title": "form", "type": "string", "description": "What.", "constraints": {"pattern": "[+a]b|c"}},
                   {"name": "note", "title": "note", "type": "string", "description": "What.", "missingValues": []},
                   {"name": "remark", "title": "remark", "type": "string", "description": "What.", "missingValues": ["n/a"]},
                   {"name": "rate", "title": "rate", "type": "number", "description": "What."},
                   {"name": "at", "title": "at", "type": "datetime", "description": "What."},
                   {"name": "year", "title": "year", "type": "year", "description": "What."},
                   {"name": "month", "title": "month", "type": "yearmonth", "description": "What."},
                   {"name": "open", "title": "open", "type": "boolean", "description": "What."}]}}],
                 "publication": {"mode": "snapshot"}}
                """, "difficult-texts");
        String rows = """
                kind,short,form,note,remark,rate,at,year,month,open
                -up,=1+1,+b,,n/a,-0.50,2024-04-30T09:30:00,2024,2024-04,true
                =1,@abc,ab,"a ""b"",
                c",fine,1E3,2024-04-30T09:30,1999,2024-12,false
                down,abcd,c,é 😀,,,,,,
                ,,,=x,n/a,0,,,,
                """;
        assertThat(load("difficult-texts", "texts.csv", rows).getString("release.state"))
                .isEqualTo("published");
        JsonNode dataPackage = dataPackage("difficult-texts");
        assertThat(Profile.DATA_PACKAGE.faultsOf(dataPackage)).isEmpty();
        JsonNode schema = dataPackage.at("/resources/0/schema");
        List<Map<String, Object>> records = new StrictTable(schema).read(text(path(dataPackage)));
        assertThat(records.stream().map(record -> record.get("note")))
                .containsExactly("", "a \"b\",\nc", "é 😀", "'=x");
        assertThat(records.get(0)).containsEntry("kind", "'-up").containsEntry("remark", null);
        assertThat(records.get(2)).as("empty and missing are one in CSV").containsEntry("remark", null);
    }

    /** As the JSON has it; of numbers and times, what counts is what they are worth. */
    private static Map<String, Object> plain(Map<String, Object> record) {
        Map<String, Object> plain = new LinkedHashMap<>();
        record.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        return value == null ? null : value.toString();
    }

    private List<Map<String, Object>> asNdjson(String csv) throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        for (String line :
                text(csv.replace("format=csv", "format=ndjson")).lines().toList()) {
            Map<String, Object> record = new LinkedHashMap<>();
            json.readTree(line).properties().forEach(cell -> record.put(cell.getKey(), plain(value(cell.getValue()))));
            records.add(record);
        }
        return records;
    }

    private static Object value(JsonNode cell) {
        if (cell.isTextual()) {
            String text = cell.asText();
            return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        }
        return cell.isNull() ? null : cell.isBoolean() ? cell.asText() : cell.decimalValue();
    }

    private static String path(JsonNode dataPackage) {
        return dataPackage.at("/resources/0/path").asText();
    }

    private JsonNode dataPackage(String dataset) throws IOException {
        return read("/v1/datasets/" + dataset + "/datapackage.json");
    }

    private JsonNode read(String address) throws IOException {
        return json.readTree(text(address));
    }

    private static String text(String address) {
        var answer = given().urlEncodingEnabled(false).get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return new String(answer.asByteArray(), StandardCharsets.UTF_8);
    }
}
