package uk.code4health.opendata.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests with one thing wrong: each fault names the place and says what should stand there. */
class ManifestFaultsTest {

    private static final ManifestReader READER = new ManifestReader(new ObjectMapper());

    private static final String FIELDS = "/resources/0/schema/fields";

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"title\": \"Attendances\", | '' | '' | title",
                "\"name\": \"ae-attendances\" | \"name\": \"AE Attendances\" | /name | joined by hyphens",
                "\"roles\": [\"publisher\"] | \"roles\": [\"wrangler\"] | /contributors | contains",
                "\"type\": \"integer\" | \"type\": \"int\" | " + FIELDS + "/2/type | integer",
                "\"format\": \"ods-code\" | \"format\": \"ods\" | " + FIELDS + "/1/format | ods-code",
                "\"format\": \"nhs-period\" | \"format\": \"dd/mm/yyyy\" | " + FIELDS + "/0/format | ''",
                "\"format\": \"nhs-period\" | \"format\": \"%d/%m/%H\" | " + FIELDS
                        + "/0 | %H is not one of %Y %y %m %d %b %B",
                "\"name\": \"note\" | \"name\": \"period\" | " + FIELDS + "/3/name | period stands there twice",
                "\"name\": \"note\" | \"name\": \"org_status\" | " + FIELDS + "/3/name | joined by single underscores",
                "\"name\": \"note\" | \"name\": \"org__code\" | " + FIELDS + "/3/name | joined by single underscores",
                "\"minimum\": 0 | \"minimum\": \"none\" | " + FIELDS + "/2/constraints | it is not a whole number",
                "\"label\": \"suppressed\" | \"label\": \"hidden\" | " + FIELDS
                        + "/2/missingValues/2/label | suppressed",
                "\"primaryKey\": [\"period\", \"org_code\"] | \"primaryKey\": [\"period\", \"provider\"]"
                        + " | /resources/0/schema/primaryKey/1 | provider is none",
                "\"primaryKey\": [\"period\", \"org_code\"] | \"primaryKey\": [\"note\"]"
                        + " | /resources/0/schema/primaryKey/0 | a published field of the schema; note is none",
                "\"fields\": [\"org_code\"] | \"fields\": [\"trust\"]"
                        + " | /resources/0/schema/foreignKeys/0/fields/0 | trust is none",
                "\"slice_by\": [\"period\"], | '' | /publication | slice_by",
                "\"slice_by\": [\"period\"] | \"slice_by\": [\"month\"] | /publication/slice_by/0 | month is none",
                "{\"org_code\": \"TOTAL\"} | {\"provider\": \"TOTAL\"} | /publication/skip_rows | provider is none",
                "\"not_published\": [\"note\"] | \"not_published\": [\"notes\"] | /publication/not_published | notes is none",
                "\"maximum_rejected\": \"0.1%\" | \"maximum_rejected\": 0.1 | /publication/maximum_rejected | string",
                "\"mode\": \"period\" | \"mode\": \"monthly\" | /publication/mode | snapshot",
                "\"mode\": \"period\" | \"mode\": \"period\", \"schedule\": \"0 30 9 ? * NEVER\""
                        + " | /publication/schedule | a Quartz cron expression",
                "\"path\": \"data.csv\" | \"path\": \"https://example.org/a b.csv\" | /resources/0/path | an address",
                "\"path\": \"data.csv\" | \"path\": \"data.csv\", \"encoding\": \"utf8\" | /resources/0/encoding | such as utf-8",
                "\"path\": \"data.csv\" | \"path\": \"data.csv\", \"dialect\": {\"delimiter\": \"\\n\"}"
                        + " | /resources/0/dialect/delimiter | no line break",
                "\"path\": \"data.csv\" | \"path\": \"data.csv\", \"dialect\": {\"quoteChar\": \",\"}"
                        + " | /resources/0/dialect/quoteChar | other than the delimiter",
                "\"mode\": \"period\" | \"mode\": \"period\", \"disclosure\": {\"suppressed_between\": [7, 1]}"
                        + " | /publication/disclosure/suppressed_between | the smallest number, then the largest",
                "\"mode\": \"period\" | \"mode\": \"period\", \"approval\": \"four_eyes\""
                        + " | /publication/approval | is not there yet",
                "\"mode\": \"period\" | \"mode\": \"period\", \"disclosure\": {\"only_where\": {\"org_code\": [\"A\"]}}"
                        + " | /publication/disclosure/small_numbers | accept, beside only_where",
                "\"mode\": \"period\" | \"mode\": \"period\", \"disclosure\": {\"only_where\": {\"count\": [\"1\"]}}"
                        + " | /publication/disclosure/only_where | fields of the type string",
                "{\"org_code\": \"TOTAL\"} | {\"org_code\": \"TOTAL\"}, \"total\": true, \"total_of\": [\"org_code\"]"
                        + " | /publication/skip_rows | numbers in total_of",
                "\"name\": \"note\" | \"name\": \"ctid\" | " + FIELDS + "/3 | other than ctid",
                "\"type\": \"integer\" | \"type\": \"number\", \"decimalChar\": \",\" | " + FIELDS
                        + "/2 | other than its decimalChar"
            })
    void aFaultNamesItsPlaceAndWhatShouldStandThere(String existing, String instead, String pointer, String text) {
        InvalidManifest invalid = refusal(ExampleManifest.with(existing, instead));

        assertThat(invalid.faults()).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.expected()).contains(text);
        });
    }

    @Test
    void aFieldThatGetsACompanionHasAShorterName() {
        String name = "a".repeat(57);

        InvalidManifest invalid = refusal(ExampleManifest.with("\"name\": \"count\"", "\"name\": \"" + name + "\""));

        assertThat(invalid.faults())
                .containsExactly(new InvalidManifest.Fault(
                        FIELDS + "/2",
                        "a field name is lower-case words joined by single underscores, at most 56 characters as it has"
                                + " labelled missing values"));
        READER.read(ExampleManifest.with("\"name\": \"note\"", "\"name\": \"" + "a".repeat(57) + "\"")
                .replace("\"not_published\": [\"note\"],", ""));
    }

    @Test
    void aPointBetweenThousandsIsRefusedWhereNumbersAreNumbers() {
        String workbook = ExampleManifest.with("\"groupChar\": \",\"", "\"groupChar\": \".\"")
                .replace("\"path\": \"data.csv\"", "\"path\": \"data.xlsx\", \"format\": \"xlsx\"");

        assertThat(refusal(workbook).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(FIELDS + "/2/groupChar");
            assertThat(fault.expected()).startsWith("another character in a workbook");
        });
    }

    @Test
    void everyFaultIsToldAtOnce() {
        String twice = ExampleManifest.with("\"type\": \"integer\"", "\"type\": \"int\"")
                .replace("\"mode\": \"period\"", "\"mode\": \"monthly\"");

        assertThat(refusal(twice).faults())
                .extracting(InvalidManifest.Fault::pointer)
                .contains(FIELDS + "/2/type", "/publication/mode");
        assertThat(refusal(twice)).hasMessageContaining("/publication/mode: ");
    }

    @Test
    void whatIsNotJsonIsToldTheLine() {
        InvalidManifest invalid = refusal("{\n  \"name\": \"ae\",\n  title: 1\n}");

        assertThat(invalid.faults()).singleElement().satisfies(fault -> assertThat(fault.expected())
                .startsWith("JSON; ")
                .endsWith(" at line 3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"ae-attendances\"", "name: ae-attendances", "{}"})
    void whatIsNoManifestAtAllIsRefused(String text) {
        assertThatThrownBy(() -> READER.read(text)).isInstanceOf(InvalidManifest.class);
    }

    private static InvalidManifest refusal(String manifest) {
        return catchThrowableOfType(InvalidManifest.class, () -> READER.read(manifest));
    }
}
