package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small counts that are not suppressed, and suppressed ones that a total gives away, are found and never told. */
@QuarkusTest
class DisclosureTest extends ServiceTest {

    private static final AtomicInteger REGISTERED = new AtomicInteger();

    private static final String MANIFEST = """
            {
              "name": "%s",
              "title": "Counts",
              "description": "Counts of two kinds, of organisations in regions.",
              "licenses": [{"name": "OGL-UK-3.0", "path": "https://example.org/licence"}],
              "contributors": [{"title": "Nobody", "roles": ["publisher"]}],
              "sources": [{"title": "Nowhere", "path": "https://example.org/counts"}],
              "resources": [{
                "name": "counts",
                "path": "counts.csv",
                "schema": {
                  "fields": [
                    {"name": "region", "title": "Region", "type": "string", "description": "Where."},
                    {"name": "org_code", "title": "Org", "type": "string", "description": "Who."},
                    {"name": "attendances", "title": "Attendances", "type": "integer", "description": "How many came.",
                     "missingValues": ["", {"value": "*", "label": "suppressed"}]},
                    {"name": "waits", "title": "Waits", "type": "number", "description": "How many waited.",
                     "missingValues": ["", {"value": "*", "label": "suppressed"}]}
                  ]
                }
              }],
              "publication": {
                "mode": "snapshot",
                "skip_rows": [
                  {"where": {"region": "ENGLAND"}, "reason": "England", "total": true},
                  {"where": {"org_code": "TOTAL"}, "reason": "A region", "total": true, "total_within": ["region"]}
                ],
                %s
                "maximum_rejected": "100%%"
              }
            }
            """;

    private static final String ONE_TO_SEVEN = "\"suppressed_between\": [1, 7]";
    private static final String HEADER = "Region,Org,Attendances,Waits\n";

    /** Its hidden cell holds 734,519. */
    private static final String GIVING_AWAY = HEADER + """
            North,A,2000000,100
            North,B,*,100
            North,C,3000000,100
            South,D,1000000,100
            North,TOTAL,5734519,300
            """;

    private static final String SENTENCE =
            "A suppressed value that a published total gives away stands in 1 cell of attendances, at line 3.";

    @Test
    void aTotalThatGivesACellAwayStopsTheReleaseWhereTheManifestSaysSo() {
        String dataset = register("\"suppressed_between\": [1, 999999], \"small_numbers\": \"reject\"");

        JsonPath job = load(
                dataset, "counts.csv", GIVING_AWAY.replace("100", "1000000").replace("300", "3000000"));

        assertThat(job.getString("release.state")).as(job.prettify()).isEqualTo("quarantined");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/small-numbers");
        assertThat(job.getString("problem.detail")).isEqualTo(SENTENCE);
        assertGivenAway(job, "attendances", SENTENCE, 3);
        assertNothingIsTold(dataset, job);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"suppressed_between\": [1, 7], \"small_numbers\": \"warn\"",
                "\"suppressed_between\": [1, 7]",
                "\"small_numbers\": \"warn\"",
                ""
            })
    void itIsToldWhereTheManifestDoesNotSayWhatToDo(String rule) {
        String dataset = register(rule);

        JsonPath job = load(dataset, "counts.csv", GIVING_AWAY);

        assertPublished(job, 4);
        assertGivenAway(job, "attendances", SENTENCE, 3);
        assertNothingIsTold(dataset, job);
    }

    @Test
    void itIsNotToldWhereTheManifestAcceptsIt() {
        String dataset = register("\"small_numbers\": \"accept\", " + ONE_TO_SEVEN);

        JsonPath job = load(dataset, "counts.csv", GIVING_AWAY.replace("C,3000000,100", "C,3000000,3"));

        assertPublished(job, 4);
        assertThat(job.getList("findings.kind")).containsExactly("total"); // of waits, where nothing is suppressed
        assertNothingIsTold(dataset, job);
    }

    @Test
    void twoSuppressedCellsHideEachOther() {
        assertNothingFound(HEADER + "North,A,*,10\nNorth,B,*,20\nNorth,C,50,30\nNorth,TOTAL,58,60\n");
    }

    @ParameterizedTest
    @CsvSource({"52, true", "64, true", "53, false", "63, false"})
    void unlessTheyAreAllAtABound(int total, boolean isFinding) {
        String file = HEADER + "North,A,*,10\nNorth,B,*,20\nNorth,C,50,30\nNorth,TOTAL," + total + ",60\n";
        if (isFinding) {
            assertGivenAway(
                    load(register(ONE_TO_SEVEN), "counts.csv", file),
                    "attendances",
                    "A suppressed value that a published total gives away stands in 2 cells of attendances, first at line 2.",
                    2);
        } else {
            assertNothingFound(file);
        }
    }

    @Test
    void aSuppressedCellOfAnotherGroupIsNotGivenAway() {
        assertNothingFound(HEADER + "North,A,40,10\nNorth,TOTAL,40,10\nSouth,B,*,20\nSouth,C,50,30\nSouth,TOTAL,,50\n");
    }

    @Test
    void aTotalThatIsSuppressedItselfGivesNothingAway() {
        assertNothingFound(HEADER + "North,A,*,10\nNorth,B,50,20\nNorth,TOTAL,*,30\n");
    }

    @Test
    void aCellThatTwoTotalsGiveAwayIsOneCell() {
        JsonPath job = load(
                register(ONE_TO_SEVEN),
                "counts.csv",
                HEADER + "North,A,40,10\nNorth,B,20,*\nNorth,TOTAL,60,14.0\nSouth,C,80,30\nSouth,TOTAL,80,30\n"
                        + "ENGLAND,,140,44\n");

        assertGivenAway(
                job,
                "waits",
                "A suppressed value that a published total gives away stands in 1 cell of waits, at line 3.",
                3);
    }

    @Test
    void aRowAloneIsGivenAwayByItsTotal() {
        JsonPath job = load(register(ONE_TO_SEVEN), "counts.csv", HEADER + "North,A,*,10\nNorth,TOTAL,4,10\n");

        assertGivenAway(
                job,
                "attendances",
                "A suppressed value that a published total gives away stands in 1 cell of attendances, at line 2.",
                2);
    }

    @Test
    void whereNumbersAreRoundedOnlyATotalThatIsNotGivesAwayAnything() {
        String rounded = HEADER + "North,A,40,10\nNorth,B,*,20\nNorth,TOTAL,45,25\n";
        JsonPath job = load(register(ONE_TO_SEVEN + ", \"rounded_to\": 5"), "rounded.csv", rounded);
        assertPublished(job, 2);
        assertThat(job.getList("findings")).as(job.prettify()).isEmpty();

        job = load(register(ONE_TO_SEVEN + ", \"rounded_to\": 5"), "exact.csv", rounded.replace("45", "44"));
        assertGivenAway(
                job,
                "attendances",
                "A suppressed value that a published total gives away stands in 1 cell of attendances, at line 3.",
                3);
    }

    @Test
    void smallNumbersAreFoundHoweverManyDifferentNumbersAColumnHas() {
        StringBuilder file = new StringBuilder(HEADER).append("North,A,4,10\n");
        for (int number = 1_000; number < 21_000; number++) {
            file.append("North,A,").append(number).append(",10\n");
        }
        file.append("North,A,3,10\nNorth,B,4,10\nNorth,C,3,10\n");
        JsonPath job = load(register(ONE_TO_SEVEN + ", \"small_numbers\": \"reject\""), "many.csv", file.toString());

        assertThat(job.getString("release.state")).as(job.prettify()).isEqualTo("quarantined");
        assertThat(job.getString("problem.detail"))
                .isEqualTo(
                        "A number that the suppression rule would have hidden stands in 4 cells of attendances, first at lines"
                                + " 2, 20003, 20005.");
    }

    @Test
    void whatCouldTellOfAPersonStandsBeforeAllElse() {
        String file = GIVING_AWAY.replace("South", "North,Z,many,10\n".repeat(1_100) + "South");

        JsonPath job = load(register(ONE_TO_SEVEN), "rejects.csv", file);

        assertPublished(job, 4);
        assertThat(job.getInt("rows_rejected")).isEqualTo(1_100);
        assertThat(job.getString("findings[0].reason")).isEqualTo(SENTENCE);
        assertThat(job.getString("findings[1].kind")).isEqualTo("reject");
    }

    @Test
    void totalsThatAreTooManyToLookAtAreTold() {
        String file = GIVING_AWAY + "Nowhere,TOTAL,1000,1000\n".repeat(40_000);

        JsonPath job = load(register(ONE_TO_SEVEN), "totals.csv", file);

        assertGivenAway(job, "attendances", SENTENCE, 3);
        assertThat(job.getString("findings[1].reason"))
                .isEqualTo("There are more totals than can be looked at; this one and those below it were not.");
        assertThat(job.getInt("findings[1].line")).isEqualTo(33_340);
    }

    private static void assertGivenAway(JsonPath job, String field, String sentence, int line) {
        assertThat(job.getString("findings[0].kind")).as(job.prettify()).isEqualTo("disclosure");
        assertThat(job.getString("findings[0].field")).isEqualTo(field);
        assertThat(job.getInt("findings[0].line")).isEqualTo(line);
        assertThat(job.getString("findings[0].reason")).isEqualTo(sentence);
        assertThat(job.getString("findings[0].value")).isNull();
        assertThat(job.getList("findings.kind")).containsOnlyOnce("disclosure");
    }

    /** Nobody is told what was hidden, or the total, or the sum of the others; and readers not even where to look. */
    private static void assertNothingIsTold(String dataset, JsonPath job) {
        String toReaders = given().get("/v1/datasets/" + dataset + "/quality").asString()
                + given().get("/v1/datasets/" + dataset + "/records").asString();
        assertThat(toReaders).doesNotContain("gives away");
        assertThat(job.prettify() + toReaders).doesNotContain("734519", "5734519", "5000000");
    }

    private void assertNothingFound(String file) {
        JsonPath job = load(register(ONE_TO_SEVEN), "counts.csv", file);
        assertThat(job.getString("release.state")).as(job.prettify()).isEqualTo("published");
        assertThat(job.getList("findings")).as(job.prettify()).isEmpty();
    }

    private String register(String rule) {
        String dataset = "disclosure-" + REGISTERED.incrementAndGet();
        String disclosure = rule.isEmpty() ? "" : "\"disclosure\": {" + rule + "},";
        registrar.register(MANIFEST.formatted(dataset, disclosure), dataset);
        return dataset;
    }
}
