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

/** What can be asked of records, and what every answer says of itself. */
@QuarkusTest
class RecordsTest extends ServiceTest {

    private static final String RECORDS = "/v1/datasets/questions/records";

    private static final String FILE = """
            REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE
            01/04/2024,30/04/2024,Final,Provider,8E782,ÉCOLE DE SANTÉ,NONE,NONE,M1,"Spells, all",10
            01/04/2024,30/04/2024,Final,Provider,RX1,Leeds & York,NONE,NONE,M1,"Spells, all",2.50
            01/04/2024,30/04/2024,Final,Provider,RX2,=HYPERLINK(1),NONE,NONE,M1,"Spells, all",*
            01/04/2024,30/04/2024,Final,Provider,RX3,"He said ""no\""",NONE,NONE,M1,"Spells, all",NULL
            01/04/2024,30/04/2024,Final,Provider,RX4,,NONE,NONE,M1,"Spells, all",0
            """;

    @BeforeEach
    void fiveRecords() {
        registerLike("mental-health-waits", "questions");
        load("questions", "five.csv", FILE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "primary_level=RX1 | RX1",
                "primary_level=RX1&primary_level=RX4 | RX1 RX4",
                "primary_level__eq=8E782 | 8E782",
                "primary_level__ne=RX1 | 8E782 RX2 RX3 RX4",
                "primary_level__ne=RX1&primary_level__ne=RX2 | 8E782 RX3 RX4",
                "primary_level__in=RX1,RX3,ZZ9 | RX1 RX3",
                "measure_value__lt=10 | RX1 RX4",
                "measure_value__lte=10 | 8E782 RX1 RX4",
                "measure_value__gt=0 | 8E782 RX1",
                "measure_value__gte=2.5 | 8E782 RX1",
                "measure_value=2.5 | RX1",
                "measure_value__is_null=true | RX2 RX3",
                "measure_value__is_null=false | 8E782 RX1 RX4",
                "measure_value_status=suppressed | RX2",
                "measure_value_status__in=suppressed,not_available | RX2 RX3",
                "measure_value_status__is_null=true | 8E782 RX1 RX4",
                "primary_level_description__contains=leeds | RX1",
                "primary_level_description__contains=%C3%A9cole | 8E782",
                "primary_level_description__contains=%25 | ''",
                "primary_level_description__contains=_ | ''",
                "primary_level_description__starts_with=he%20said | RX3",
                "primary_level_description__ends_with=york | RX1",
                "primary_level_description__is_null=true | RX4",
                "reporting_period_start=2024-04-01&primary_level=RX1 | RX1",
                "reporting_period_start=01/04/2024&primary_level=RX1 | RX1",
                "reporting_period_start__gt=2024-04-01 | ''",
                "status__eq=Final&limit=2 | 8E782 RX1",
                "sort=-primary_level&limit=2 | RX4 RX3",
            })
    void aQuestionFindsItsRecords(String question, String expected) {
        List<String> found = get(RECORDS + "?" + question).getList("data.primary_level");
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void fieldsComeInTheOrderAskedFor() {
        JsonPath page = get(RECORDS + "?fields=measure_value,primary_level&primary_level=8E782");
        assertThat(page.<String, Object>getMap("data[0]").keySet()).containsExactly("measure_value", "primary_level");
        assertThat(given().get(RECORDS + "?fields=measure_value&measure_value=2.5")
                        .asString())
                .as("a number as it was published")
                .contains("\"measure_value\":2.50}");
    }

    @Test
    void everyAnswerSaysHowMuchOfTheWholeItIs() {
        JsonPath all = get(RECORDS);
        assertThat(all.<String, Object>getMap("page"))
                .containsEntry("returned", 5)
                .containsEntry("total", 5)
                .containsEntry("total_kind", "exact")
                .containsEntry("complete", true)
                .containsEntry("next", null);
        JsonPath part = get(RECORDS + "?limit=2&total=none");
        assertThat(part.getBoolean("page.complete")).isFalse();
        assertThat(part.<String, Object>getMap("page"))
                .containsEntry("total", null)
                .containsEntry("total_kind", "none");
        assertThat(get(RECORDS + "?measure_value__gt=0&limit=1&total=estimate").getString("page.total_kind"))
                .isEqualTo("estimate");
        assertThat(get(RECORDS + "?measure_value__gt=0&limit=1").getInt("page.total"))
                .isEqualTo(2);
        assertThat(all.getString("edition.id")).startsWith("e");
        assertThat(all.getList("edition.releases")).containsExactly("2024-04.1");
        assertThat(all.getString("licence.id")).isEqualTo("OGL-UK-3.0");
    }

    @Test
    void releasesOfTheSameNameInTwoDatasetsAreCountedApart() {
        registerLike("mental-health-waits", "twin-one");
        registerLike("mental-health-waits", "twin-two");
        load("twin-one", "five.csv", FILE);
        load("twin-two", "four.csv", FILE.substring(0, FILE.indexOf("01/04/2024,30/04/2024,Final,Provider,RX4")));
        String question = "/records?release=2024-04.1&status=Final&limit=1";
        assertThat(get("/v1/datasets/twin-one" + question).getInt("page.total")).isEqualTo(5);
        assertThat(get("/v1/datasets/twin-two" + question).getInt("page.total")).isEqualTo(4);
    }

    @Test
    void anEmptyAnswerNamesTheValueThatExists() {
        JsonPath page = get(RECORDS + "?status=final");
        assertThat(page.getList("data")).isEmpty();
        assertThat(page.getString("warnings[0].parameter")).isEqualTo("status");
        assertThat(page.getString("warnings[0].did_you_mean")).isEqualTo("Final");
        assertThat(get(RECORDS + "?status=Final").getList("warnings")).isEmpty();
    }

    @Test
    void csvHoldsAllRecordsSafelyForASpreadsheet() {
        Response csv = given().accept("text/csv")
                .get(RECORDS + "?fields=primary_level,primary_level_description,measure_value,measure_value_status");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.header("X-Total-Count")).isEqualTo("5");
        assertThat(csv.asString()).isEqualTo("""
                        primary_level,primary_level_description,measure_value,measure_value_status\r
                        8E782,ÉCOLE DE SANTÉ,10,\r
                        RX1,Leeds & York,2.50,\r
                        RX2,'=HYPERLINK(1),,suppressed\r
                        RX3,"He said ""no\""",,not_available\r
                        RX4,,0,\r
                        """);
        Response part = given().get(RECORDS + "?format=csv&limit=2&fields=primary_level");
        assertThat(part.asString()).isEqualTo("primary_level\r\n8E782\r\nRX1\r\n");
        assertThat(part.getHeaders().getValues("Link")).anyMatch(link -> link.contains("rel=\"next\""));
        assertThat(given().get(RECORDS + "?format=csv&fields=measure_value").asString())
                .as("no record is a blank line, which readers pass over")
                .isEqualTo("measure_value\r\n10\r\n2.50\r\n\"\"\r\n\"\"\r\n0\r\n");
    }

    @Test
    void oneRecordHasAnAddress() {
        String key = "2024-04-01,2024-04-30,Final,Provider,8E782,NONE,M1";
        JsonPath record = get(RECORDS + "/" + key);
        assertThat(record.getString("data.primary_level")).isEqualTo("8E782");
        assertThat(get(RECORDS + "/" + key + "?fields=measure_value").<String, Object>getMap("data"))
                .hasSize(1);
        assertProblem(given().get(RECORDS + "/" + key.replace("8E782", "XXX")), 404, "record-not-found");
        assertProblem(given().get(RECORDS + "/8E782"), 400, "parameter-invalid");
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        Response first = given().get(RECORDS + "?status=Final");
        String tag = first.header("ETag");
        assertThat(given().header("If-None-Match", tag)
                        .get(RECORDS + "?status=Final")
                        .statusCode())
                .isEqualTo(304);
        assertThat(given().header("If-None-Match", "W/\"x\", " + tag)
                        .get(RECORDS + "?status=Final")
                        .statusCode())
                .isEqualTo(304);
        assertThat(given().header("If-None-Match", tag)
                        .get(RECORDS + "?status=other")
                        .statusCode())
                .isEqualTo(200);
        load("questions", "six.csv", FILE + "01/04/2024,30/04/2024,Final,Provider,RX9,,NONE,NONE,M1,x,1\n");
        assertThat(given().header("If-None-Match", tag)
                        .get(RECORDS + "?status=Final")
                        .statusCode())
                .as("after a publication")
                .isEqualTo(200);
    }

    @Test
    void linksLeadOnAndAnyPageMayRead() {
        Response page = given().header("Origin", "https://app.example").get(RECORDS + "?limit=1");
        List<String> links = page.getHeaders().getValues("Link");
        for (String relation : List.of("next", "first", "describedby", "license", "service-doc")) {
            assertThat(links).anyMatch(link -> link.endsWith("; rel=\"" + relation + "\""));
        }
        assertThat(page.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(page.header("Access-Control-Expose-Headers")).contains("ETag", "Link", "Retry-After");
    }

    @Test
    void headGivesTheHeadersAlone() {
        Response head = given().head(RECORDS);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo(given().get(RECORDS).header("ETag"));
        assertThat(given().head(RECORDS + "?format=csv").header("X-Total-Count"))
                .isEqualTo("5");
    }

    @Test
    void aFormatWeDoNotHaveIsRefused() {
        assertProblem(given().accept("application/xml").get(RECORDS), 406, "not-acceptable");
        assertProblem(given().header("Accept", "text").get(RECORDS), 406, "not-acceptable");
        assertProblem(given().get(RECORDS + "?format=xml"), 400, "parameter-invalid");
        assertThat(given().accept("text/html,application/xml;q=0.9,*/*;q=0.8")
                        .get(RECORDS)
                        .contentType())
                .as("a browser")
                .startsWith("application/json");
    }

    @Test
    void aDatasetIsToldByItsNearestName() {
        JsonPath problem = assertProblem(given().get("/v1/datasets/gp-practises/records"), 404, "dataset-not-found");
        assertThat(problem.getString("errors[0].did_you_mean")).isEqualTo("gp-practices");
        assertThat(problem.<Map<String, Object>>getList("errors")).hasSize(1);
    }
}
