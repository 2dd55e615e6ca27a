package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code where} and {@code q} find, and what they refuse. */
@QuarkusTest
class WhereTest extends ServiceTest {

    private static final String RECORDS = "/v1/datasets/conditions/records";

    private static final String FILE = """
            REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE
            01/04/2024,30/04/2024,Final,Provider,7A1,Ynys Môn Hospital,NONE,NONE,M1,"Spells, all",10
            01/04/2024,30/04/2024,Final,Provider,RX1,Leeds & York,NONE,NONE,M1,"Spells, all",2.50
            01/04/2024,30/04/2024,Final,Provider,RX2,100%_sure of O'Neill,NONE,NONE,M1,"Spells, all",*
            01/04/2024,30/04/2024,Final,Provider,RX3,STRASSE ÉCOLE,NONE,NONE,M1,"Spells, all",NULL
            01/04/2024,30/04/2024,Final,Provider,RX4,,NONE,NONE,M1,"Spells, all",0
            """;

    @BeforeEach
    void fiveRecords() {
        registerLike("mental-health-waits", "conditions");
        load("conditions", "five.csv", FILE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "primary_level = 'RX1' | RX1",
                "primary_level <> 'RX1' | 7A1 RX2 RX3 RX4",
                "measure_value > 2.5 | 7A1",
                "2.5 <= measure_value | 7A1 RX1",
                "measure_value BETWEEN 0 AND 2.50 | RX1 RX4",
                "measure_value NOT BETWEEN 0 AND 2.50 | 7A1",
                "primary_level IN ('RX1', 'RX3') | RX1 RX3",
                "primary_level NOT IN ('RX1', 'RX3') | 7A1 RX2 RX4",
                "primary_level LIKE 'RX_' | RX1 RX2 RX3 RX4",
                "primary_level LIKE 'rx_' | ``",
                "CASEI(primary_level) LIKE CASEI('rx_') | RX1 RX2 RX3 RX4",
                "CASEI(primary_level_description) LIKE CASEI('%école') | RX3",
                "primary_level_description LIKE '100\\%\\_%' | RX2",
                "primary_level_description = '100%_sure of O''Neill' | RX2",
                "primary_level_description IS NULL | RX4",
                "primary_level_description IS NOT NULL AND measure_value = 10 | 7A1",
                "reporting_period_start = DATE('2024-04-01') AND primary_level = 'RX1' | RX1",
                "reporting_period_start < '2024-04-01' | ``",
                "reporting_period_start < reporting_period_end AND primary_level = 'RX1' | RX1",
                "primary_level = 'RX1' OR primary_level = 'RX2' AND measure_value > 0 | RX1",
                "(primary_level = 'RX1' OR primary_level = 'RX2') AND measure_value > 0 | RX1",
                "NOT (primary_level = 'RX1' OR primary_level = 'RX2') | 7A1 RX3 RX4",
                "measure_value_status = 'suppressed' | RX2",
                "primary_level <> secondary_level AND primary_level = 'RX1' | RX1",
                "primary_level_description <> '' AND measure_value > 5 | 7A1",
            })
    void aConditionFindsItsRecords(String where, String expected) {
        assertThat(found("where", where)).isEqualTo(expected);
    }

    /** Whatever is asked about its value: the suppressed cell is RX2's, the one not available RX3's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "measure_value = 0",
                "measure_value <> 0",
                "NOT measure_value = 0",
                "NOT NOT measure_value <> 0",
                "measure_value < 0 OR measure_value >= 0",
                "NOT (measure_value IN (1, 2))",
                "measure_value NOT IN (1, 2)",
                "measure_value NOT BETWEEN 3 AND 4",
                "NOT (measure_value > 5 AND primary_level_description IS NOT NULL)",
                "measure_value = measure_value",
            })
    void whatIsSuppressedIsFoundByNoValue(String where) {
        assertThat(found("where", where))
                .doesNotContain("RX2")
                .doesNotContain("RX3")
                .isNotEmpty();
    }

    @Test
    void aConditionThatIsFalseAnywayIsNotUnknown() {
        assertThat(found("where", "NOT (measure_value > 5 AND primary_level = 'RX1')"))
                .isEqualTo("7A1 RX1 RX2 RX3 RX4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ynys mon | 7A1",
                "MÔN | 7A1",
                "hospital rx1 | ``",
                "final leeds | RX1",
                "\"mon hospital\" | 7A1",
                "\"hospital mon\" | ``",
                "ecole | RX3",
                "Straße | RX3",
                "100% | RX2",
                "%_ | RX2",
                "% o'neill | RX2",
                "\\ | ``",
                "_ | RX2",
                "rx | RX1 RX2 RX3 RX4",
                "rx1leeds | ``",
                "suppressed | ``",
            })
    void wordsAreFoundInWhateverCaseWithOrWithoutAccents(String words, String expected) {
        assertThat(found("q", words)).isEqualTo(expected);
    }

    @Test
    void allParametersMustHold() {
        JsonPath page = asked(Map.of("q", "rx", "where", "measure_value >= 0", "primary_level__ne", "RX4"), 200)
                .jsonPath();
        assertThat(page.getList("data.primary_level")).containsExactly("RX1");
        assertThat(page.getInt("page.total")).isEqualTo(1);
    }

    @Test
    void valuesTakeThemToo() {
        JsonPath values = given().queryParam("where", "measure_value IS NULL")
                .queryParam("q", "rx")
                .get("/v1/datasets/conditions/values/measure_value_status")
                .jsonPath();
        assertThat(values.getList("data.value")).containsExactlyInAnyOrder("suppressed", "not_available");
    }

    @Test
    void aPageGoesOnWithTheSameConditionOnly() {
        JsonPath first = asked(Map.of("where", "primary_level LIKE 'RX%'", "limit", "1"), 200)
                .jsonPath();
        assertThat(allRecords(first.getString("page.next"))).hasSize(3);
        String cursor = first.getString("page.next").replaceFirst(".*cursor=", "");
        assertProblem(
                asked(Map.of("where", "primary_level LIKE 'R%'", "limit", "1", "cursor", cursor), 400),
                400,
                "cursor-invalid");
    }

    @Test
    void anAnswerIsOfItsConditionAlone() {
        String one = asked(Map.of("where", "primary_level IN ('RX1,RX2')"), 200).header("ETag");
        String two =
                asked(Map.of("where", "primary_level IN ('RX1', 'RX2')"), 200).header("ETag");
        assertThat(one).isNotEqualTo(two);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "where | pg_sleep(10) = 1 | There are no functions",
                "where | primary_level = (select manifest from dataset) | no condition at (",
                "where | EXISTS (select 1) | no condition at (",
                "where | primary_level::int = 1 | no condition at :",
                "where | cast(primary_level as int) = 1 | no condition at (",
                "where | primary_level = 'RX1' -- x | no condition at -",
                "where | primary_level = 'RX1' /* x */ | no condition at /",
                "where | primary_level = ? | no condition at ?",
                "where | primary_level = :1 | no condition at :",
                "where | primary_level = $1 | no condition at $",
                "where | primary_level = {ts 'x'} | no condition at {",
                "where | primary_level = 'x'; drop table records.conditions | no condition at ;",
                "where | primary_level = 'x' UNION SELECT 1 | no condition at UNION",
                "where | _id = 1 | no field of this name: at _id",
                "where | records.primary_level = 'x' | no condition at .",
                "where | primary_level = current_user | no field of this name: at current_user",
                "where | primary_level LIKE '\\' | In a pattern",
                "where | `` | no condition at its end",
                "q | `` | missing",
                "q | `  ` | missing",
                "q | a b c d e f g h i j k | at most 10 words",
            })
    void whatIsNoConditionIsRefused(String parameter, String text, String reason) {
        JsonPath problem = assertProblem(asked(Map.of(parameter, text), 400), 400, "parameter-invalid");
        assertThat(problem.getString("errors[0].parameter")).isEqualTo(parameter);
        assertThat(problem.getString("errors[0].detail")).contains(reason);
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        for (String where : List.of("(".repeat(7_000), "not ".repeat(1_900), "measure_value = 1 or ".repeat(300))) {
            assertProblem(asked(Map.of("where", where), 400), 400, "parameter-invalid");
        }
        assertProblem(asked(Map.of("q", "x".repeat(201)), 400), 400, "parameter-invalid");
    }

    @Test
    void aNameThatIsNearlyAFieldsIsToldWhich() {
        JsonPath problem = asked(Map.of("where", "primary_levl = 'x'"), 400).jsonPath();
        assertThat(problem.getString("errors[0].did_you_mean")).isEqualTo("primary_level");
    }

    @Test
    void whoFindsNothingIsToldWhichConditionKeptNothing() {
        List<Map<String, String>> warnings = warnings(Map.of(
                "where",
                "primary_level IN ('rx1', 'RX2') AND measure_value > 1000 AND status = 'Final'",
                "q",
                "ynys zz"));
        assertThat(warnings)
                .extracting(warning -> warning.get("parameter") + ": " + warning.get("detail"))
                .containsExactlyInAnyOrder(
                        "where: No record has primary_level = 'rx1'. Did you mean 'RX1'?",
                        "where: No record fulfils this condition: measure_value is more than 1000.",
                        "q: No record fulfils this condition: some text field contains 'zz'.");
    }

    @Test
    void whoFindsNothingIsToldThatOnlyTogetherConditionsKeepNothing() {
        assertThat(warnings(Map.of("primary_level", "RX1", "measure_value__gt", "5")))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.get("parameter")).isEqualTo("measure_value__gt, primary_level");
                    assertThat(warning.get("detail"))
                            .isEqualTo("Some records fulfil each of these conditions, but no record fulfils all:"
                                    + " measure_value is more than 5; primary_level is 'RX1'.");
                });
    }

    @Test
    void aPrefixThatNoValueHasIsNoFaultOfTheConditions() {
        JsonPath values = given().queryParam("where", "status = 'Final' AND measure_value > 5")
                .queryParam("prefix", "zz")
                .get("/v1/datasets/conditions/values/primary_level")
                .jsonPath();
        assertThat(values.getList("data")).isEmpty();
        assertThat(values.getList("warnings")).isEmpty();
    }

    private static List<Map<String, String>> warnings(Map<String, String> question) {
        JsonPath page = asked(question, 200).jsonPath();
        assertThat(page.getList("data")).isEmpty();
        return page.getList("warnings");
    }

    private static String found(String parameter, String text) {
        return String.join(" ", asked(Map.of(parameter, text), 200).jsonPath().getList("data.primary_level"));
    }

    private static Response asked(Map<String, String> question, int status) {
        Response answer = given().queryParams(question).get(RECORDS);
        assertThat(answer.statusCode()).as(question + ": " + answer.asString()).isEqualTo(status);
        return answer;
    }
}
