package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.code4health.opendata.questions.KnownRecords;
import uk.code4health.opendata.questions.RandomGroups;
import uk.code4health.opendata.roundtrip.Answers;
import uk.code4health.opendata.roundtrip.Release;

/** Groups are measured as whoever reads all records would measure them, and what is not known of them is said. */
@QuarkusTest
class AggregateTest extends ServiceTest {

    private static final String GROUPS = "/v1/datasets/visits/aggregate";
    private static final String MENTAL_HEALTH = "mhsds/MHSDS Data_4WW_SepPerf_2024.csv";

    private static final String MANIFEST = """
            {"name": "visits", "title": "Visits", "description": "Visits.",
             "licenses": [{"name": "OGL-UK-3.0", "path": "https://example.org/licence"}],
             "contributors": [{"title": "Nobody", "roles": ["publisher"]}],
             "sources": [{"title": "None", "path": "https://example.org/none"}],
             "resources": [{"name": "visits", "path": "visits.csv", "schema": {
               "missingValues": ["", {"value": "*", "label": "suppressed"}, {"value": "-", "label": "not_applicable"},
                                 {"value": "..", "label": "not_available"}],
               "fields": [
                 {"name": "day", "title": "Day", "type": "date", "description": "When.", "missingValues": [""]},
                 {"name": "site", "title": "Site", "type": "string", "description": "Where.", "missingValues": [""]},
                 {"name": "count", "title": "Count", "type": "string", "description": "A word.", "missingValues": [""]},
                 {"name": "visits", "title": "Visits", "type": "integer", "description": "How many.",
                  "constraints": {"minimum": 0}},
                 {"name": "balance", "title": "Balance", "type": "integer", "description": "How many more."},
                 {"name": "rate", "title": "Rate", "type": "number", "description": "A rate.", "missingValues": [""]},
                 {"name": "open", "title": "Open", "type": "boolean", "description": "Whether.", "missingValues": [""]}]}}],
             "publication": {"mode": "snapshot", "disclosure": {"suppressed_between": [1, 7], "small_numbers": "accept"},
                             "totals": {"site": ["ALL"]}}}
            """;

    private static final String FILE = """
            Day,Site,Count,Visits,Balance,Rate,Open
            2024-03-31,A,x,10,9223372036854775807,2.50,true
            2024-04-01,A,y,*,9223372036854775807,2.5,false
            2024-04-30,A,y,20,-5,0.1,true
            2025-03-31,B,x,*,*,,false
            2025-04-01,B,x,*,3,1,false
            2025-04-01,C,x,-,-,1,
            2025-04-02,D,x,-,4,1,true
            ,D,x,8,4,2,true
            2025-06-30,E,x,..,..,,true
            2025-07-01,E,x,9,1,,true
            2025-12-31,F,x,,*,3,true
            2026-01-01,F,z,8,2,4,true
            """;

    @BeforeEach
    void twelveRecords() {
        registrar.register(MANIFEST, "visits");
        assertThat(load("visits", "visits.csv", FILE).getString("state")).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing asked | count | 12 |",
                "exact beyond 64 bits | balance_sum,balance_sum_complete | 18446744073709551623 false | measure=sum(balance)",
                "financial year | day_financial_year,count | 2023/24 1;2024/25 3;2025/26 7;null 1 | group_by=financial_year(day)",
                "year | day_year,count | 2024 3;2025 7;2026 1;null 1 | group_by=year(day)&measure=count()",
                "quarter | day_quarter,count | 2024-Q1 1;2024-Q2 2;2025-Q1 1;2025-Q2 4;2025-Q3 1;2025-Q4 1;2026-Q1 1;null 1 | group_by=quarter(day)",
                "month | day_month,count | 2024-03 1;2024-04 2 | group_by=month(day)&day__lt=2025-01-01",
                "dates | site,day_min,day_max | D 2025-04-02 2025-04-02 | group_by=site&measure=min(day),max(day)&site=D",
                "text | count_min,count_max | x z | measure=min(count),max(count)",
                "truth | site,open_min,open_max,open_max_complete | A false true true;C null null false | group_by=site&measure=min(open),max(open)&site__in=A,C",
                "numbers | rate_avg,rate_sum,rate_min | 1.7 5.1 0.1 | measure=avg(rate),sum(rate),min(rate)&site=A",
                "different | rate_count_distinct,visits_status_count_distinct | 6 3 | measure=count_distinct(rate),count_distinct(visits_status)",
                "zeros | rate,count | 2.5 2;0.1 1 | group_by=rate&site=A&sort=-count",
                "a name twice | count,count_2 | x 9;y 2;z 1 | group_by=count",
                "sorted by it | count,count_2 | z 1;y 2;x 9 | group_by=count&sort=count_2",
                "nulls last | site,rate_max | F 4;A 2.5;D 2;B 1;C 1;E null | group_by=site&measure=max(rate)&sort=-rate_max",
                "ties | site,count | A 3;B 2;D 2;E 2;F 2;C 1 | group_by=site&sort=-count",
                "two | site,count,count_2 | A x 1;A y 2;B x 2 | group_by=site,count&site__lt=C",
                "none | site,count | `` | group_by=site&site=none",
                "none at all | count,visits_sum,visits_sum_complete | 0 null true | measure=count(),sum(visits)&site=none",
                "a status | visits_status,count | not_applicable 2;not_available 1;suppressed 3;null 6 | group_by=visits_status",
                "having | site,count | A 3;D 2;E 2 | group_by=site&having=count > 1 AND site NOT IN ('B','F')",
                "having a whole number | site,count | A 3 | group_by=site&having=count >= 3.0 AND count < 4E1",
                "having a bucket | day_financial_year,count | 2024/25 3 | group_by=financial_year(day)&having=day_financial_year = '2024/25'",
                "having a date | site,day_max | A 2024-04-30 | group_by=site&measure=max(day)&having=day_max < DATE('2025-01-01')",
                "having a sum | site,visits_sum | A 30 | group_by=site&measure=sum(visits)&having=visits_sum_high BETWEEN 20 AND 40",
                "having truth | site,open_min | A false | group_by=site&measure=min(open)&having=open_min = FALSE AND site < 'B'",
                "having a name twice | count,count_2 | x 9 | group_by=count&having=count_2 > 2 AND count = 'x'",
                "having nothing | site,visits_sum | C null | group_by=site&measure=sum(visits)&having=visits_sum IS NULL AND visits_sum_complete = TRUE",
                "having less than nobody | count | `` | having=count > 12",
                "where | site,count | A 3 | group_by=site&where=site = 'A' OR site = 'nobody'",
                "blanks in a list | site,count | A 3 | group_by= site &measure= count( ) &site=A"
            })
    void aQuestionFindsItsGroups(String about, String columns, String expected, String question) {
        JsonNode page = KnownRecords.ask(GROUPS
                + (question == null
                        ? ""
                        : "?" + question.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")));
        List<String> wanted = expected.isEmpty() ? List.of() : List.of(expected.split(";"));
        assertThat(shown(page, columns.split(","))).as(about).isEqualTo(wanted);
        assertThat(page.at("/page/total").asInt()).isEqualTo(wanted.size());
        assertThat(page.at("/page/complete").asBoolean()).isTrue();
    }

    /** Cells are suppressed (1 to 7), not applicable, not available, or blank without a reason. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "a suppressed cell lies between the bounds | A | 30 false 31 37",
                "suppressed alone: no sum, and bounds | B | null false 2 14",
                "not applicable is no number: nothing is open | C | null true null null",
                "not applicable beside a number | D | 8 true 8 8",
                "not available: at least the field's minimum; nobody knows the most | E | 9 false 9 null",
                "blank without a reason: the same | F | 8 false 8 null",
                "all together | none | 55 false 58 null"
            })
    void aSumSaysBetweenWhatItLies(String about, String site, String expected) {
        String filter = site == null ? "" : "&site=" + site;
        assertThat(shown(
                        KnownRecords.ask(GROUPS + "?measure=sum(visits)" + filter),
                        "visits_sum",
                        "visits_sum_complete",
                        "visits_sum_low",
                        "visits_sum_high"))
                .as(about)
                .containsExactly(expected);
    }

    @Test
    void whatMayBeNegativeHasNoLeastSumWhereACellIsNotThere() {
        assertThat(shown(
                        KnownRecords.ask(GROUPS + "?group_by=site&measure=sum(balance)&site__in=B,E"),
                        "balance_sum",
                        "balance_sum_low",
                        "balance_sum_high"))
                .containsExactly("3 4 10", "1 null null");
    }

    @Test
    void otherMeasuresSayWhetherAnyCellIsMissing() {
        JsonNode page = KnownRecords.ask(
                GROUPS + "?group_by=site&measure=avg(visits),min(visits),max(visits),count_distinct(visits)"
                        + "&site__in=A,D");
        for (String measure : List.of("avg", "min", "max", "count_distinct")) {
            assertThat(shown(page, "visits_" + measure + "_complete")).containsExactly("false", "true");
        }
        assertThat(Answers.records(page).get(0).keySet()).noneMatch(name -> name.endsWith("_low"));
    }

    @Test
    void aRoundedNumberMayBeHalfAUnitOff() {
        registrar.register(
                named("rounded").replace("\"small_numbers\"", "\"rounded_to\": 10, \"small_numbers\""), "rounded");
        load("rounded", "visits.csv", FILE);
        assertThat(shown(
                        KnownRecords.ask("/v1/datasets/rounded/aggregate?measure=sum(visits)&site__in=A,D"),
                        "visits_sum",
                        "visits_sum_low",
                        "visits_sum_high"))
                .as("10 and 20 may be off, 8 is not a multiple of ten")
                .containsExactly("38 29 55");
    }

    @Test
    void everyAnswerSaysHowMuchOfTheWholeItIs() {
        JsonPath page = get(GROUPS + "?group_by=site&limit=4");
        assertThat(page.<String, Object>getMap("page"))
                .containsEntry("returned", 4)
                .containsEntry("limit", 4)
                .containsEntry("total", 6)
                .containsEntry("total_kind", "exact")
                .containsEntry("complete", false);
        JsonPath rest = get(page.getString("page.next"));
        assertThat(rest.getList("data.site")).containsExactly("E", "F");
        assertThat(rest.getInt("page.total")).isEqualTo(6);
        assertThat(rest.getString("page.next")).isNull();
        assertThat(page.getString("edition.id")).startsWith("e");
        assertThat(page.getString("licence.id")).isEqualTo("OGL-UK-3.0");
        assertThat(given().get(GROUPS + "?measure=count(),sum(rate)&site=A").asString())
                .as("numbers are numbers")
                .startsWith("{\"data\":[{\"count\":3,\"rate_sum\":5.1,\"rate_sum_complete\":true}],");
    }

    @Test
    void filesHaveAllGroupsAndSayHowMany() {
        String question = GROUPS + "?group_by=site,day&measure=sum(visits),max(count)&format=";
        List<Map<String, Object>> expected = Answers.records(KnownRecords.ask(question + "json"));
        Response csv = given().get(question + "csv");
        Response ndjson = given().accept("application/x-ndjson").get(question.replace("&format=", ""));
        assertThat(Answers.lines(ndjson.asString())).isEqualTo(expected).hasSize(12);
        Map<String, String> types = new LinkedHashMap<>();
        expected.get(0).keySet().forEach(name -> types.put(name, "string"));
        assertThat(Answers.cells(csv.asString())).isEqualTo(Answers.csv(types, expected));
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.header("X-Total-Count")).isEqualTo("12");
        assertThat(csv.header("Content-Disposition")).contains("visits-aggregate.csv");
        Response some = given().get(question + "csv&limit=5");
        assertThat(Answers.cells(some.asString())).hasSize(6);
        assertThat(some.header("X-Total-Count")).isEqualTo("12");
        String next = some.getHeaders().getValues("Link").stream()
                .filter(link -> link.endsWith("rel=\"next\""))
                .findFirst()
                .orElseThrow();
        assertThat(Answers.cells(given().urlEncodingEnabled(false)
                        .get(next.substring(1, next.indexOf('>')))
                        .asString()))
                .hasSize(6);
    }

    @Test
    void totalsAndTheirPartsAreNotAddedUpInSilence() {
        String dataset = "totals-" + UUID.randomUUID();
        registrar.register(named(dataset), dataset);
        load(dataset, "visits.csv", FILE + "2024-04-01,ALL,x,30,,,\n");
        String groups = "/v1/datasets/" + dataset + "/aggregate?";
        for (String twice : List.of(
                "measure=sum(visits)",
                "measure=count()",
                "measure=avg(visits)&group_by=financial_year(day)",
                "group_by=count&limit=1",
                "site__in=A,ALL")) {
            JsonPath page = get(groups + twice);
            assertThat(page.getString("warnings[0].parameter")).as(twice).isEqualTo("site");
            assertThat(page.getString("warnings[0].detail")).contains("site=ALL", "site__ne=ALL");
            assertThat(page.getString("warnings[0].did_you_mean")).isEqualTo("site=ALL");
        }
        for (String once : List.of(
                "measure=sum(visits)&site=ALL",
                "measure=sum(visits)&site__ne=ALL",
                "measure=sum(visits)&site__in=A,B",
                "measure=sum(visits)&group_by=site",
                "measure=max(visits),count_distinct(count)",
                "measure=sum(visits)&group_by=day&day__gt=2025-01-01")) {
            assertThat(get(groups + once).getList("warnings")).as(once).isEmpty();
        }
        assertThat(get(GROUPS).getList("warnings")).as("no totals there").isEmpty();
        for (String explained : List.of(
                "measure=sum(visits)",
                "group_by=count&limit=1",
                "measure=count()&having=count > 99",
                "measure=sum(visits)&site__ne=ALL",
                "measure=sum(visits)&site=a")) {
            assertThat(get("/v1/datasets/" + dataset + "/explain?"
                                    + explained.replace(" ", "%20").replace(">", "%3E"))
                            .<Object>getList("warnings"))
                    .as(explained)
                    .isEqualTo(get(groups + explained.replace(" ", "%20").replace(">", "%3E"))
                            .getList("warnings"));
        }
    }

    @Test
    void anEmptyAnswerNamesTheValueThatExists() {
        for (String question : List.of("?group_by=count&site=a", "?site=a")) {
            assertThat(get(GROUPS + question).getString("warnings[0].did_you_mean"))
                    .as(question)
                    .isEqualTo("A");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "group_by=sit | group_by | site",
                "group_by= | group_by | none",
                "group_by=site,site | group_by | none",
                "group_by=year(site) | group_by | none",
                "group_by=yaer(day) | group_by | year(day)",
                "group_by=month(dy) | group_by | month(day)",
                "group_by=site,count,day,year(day),month(day),quarter(day),rate,visits,open | group_by | none",
                "measure=sum(site) | measure | count_distinct(site)",
                "measure=avg(day) | measure | count_distinct(day)",
                "measure=sum(vists) | measure | sum(visits)",
                "measure=summ(visits) | measure | sum(visits)",
                "measure=sum | measure | sum(visits)",
                "measure=visits | measure | sum(visits)",
                "measure=site | measure | count_distinct(site)",
                "measure=count(*) | measure | count()",
                "measure=count(visits) | measure | count()",
                "measure=count(),count() | measure | none",
                "measure=sum(visits)) | measure | none",
                "measure=sum(visits);drop | measure | none",
                "group_by=site&sort=visits | sort | none",
                "group_by=site&sort=-cuont | sort | count",
                "group_by=site&sort=count,-count | sort | none",
                "group_by=site&having=visits_sum > 1 | having | none",
                "group_by=site&having=cuont > 1 | having | count",
                "group_by=site&having=count > | having | none",
                "group_by=site&having=count > 'a' | having | none",
                "limit=0 | limit | none",
                "limit=10001 | limit | none",
                "format=xlsx | format | none",
                "offset=1 | offset | none",
                "group=site | group | none",
                "visits__gt=many | visits__gt | none",
                "measure=count()&measure=count() | measure | none",
                "as_at=soon | as_at | none"
            })
    void whatCannotBeAskedSaysWhatCould(String question, String parameter, String nearest) {
        JsonPath problem = assertProblem(given().get(GROUPS + "?" + question), 400, "parameter-invalid");
        assertThat(problem.getString("errors[0].parameter")).isEqualTo(parameter);
        if (nearest != null) {
            assertThat(problem.getString("errors[0].did_you_mean")).isEqualTo(nearest);
        }
    }

    @Test
    void refusalsBeyondParameters() {
        assertProblem(given().get("/v1/datasets/visit/aggregate"), 404, "dataset-not-found");
        assertProblem(given().accept("image/png").get(GROUPS), 406, "not-acceptable");
        String many = "measure=" + String.join(",", Collections.nCopies(21, "count()"));
        assertProblem(given().get(GROUPS + "?" + many), 400, "parameter-invalid");
    }

    @Test
    void aCursorBelongsToItsQuestion() {
        String next = get(GROUPS + "?group_by=site&limit=1").getString("page.next");
        String cursor = next.replaceAll(".*cursor=", "");
        assertThat(get(next).getList("data.site")).containsExactly("B");
        for (String other : List.of(
                "group_by=count",
                "group_by=site&measure=sum(visits)",
                "group_by=site&sort=-count",
                "group_by=site&day=2024-04-01")) {
            assertProblem(given().get(GROUPS + "?" + other + "&cursor=" + cursor), 400, "cursor-invalid");
        }
        assertProblem(given().get("/v1/datasets/visits/records?cursor=" + cursor), 400, "cursor-invalid");
    }

    @Test
    void whatIsKnownIsNotSentAgainAndAPublicationIsNew() {
        String dataset = "visits-" + UUID.randomUUID();
        registrar.register(named(dataset), dataset);
        String address = "/v1/datasets/" + dataset + "/aggregate";
        assertThat(get(address).getInt("data[0].count"))
                .as("before the first release")
                .isZero();
        load(dataset, "visits.csv", FILE);
        Response first = given().get(address);
        assertThat(first.jsonPath().getInt("data[0].count")).isEqualTo(12);
        assertThat(given().get(address).asString()).isEqualTo(first.asString());
        assertThat(given().header("If-None-Match", first.header("ETag"))
                        .get(address)
                        .statusCode())
                .isEqualTo(304);
        assertThat(given().head(address).header("ETag")).isEqualTo(first.header("ETag"));
        for (String other : List.of("?group_by=site", "?measure=sum(visits)", "?format=csv", "?site=A")) {
            assertThat(given().get(address + other).header("ETag")).isNotEqualTo(first.header("ETag"));
        }
        String second = get(address + "?group_by=site&limit=4").getString("page.next");
        load(dataset, "visits.csv", FILE + "2026-01-02,Z,x,1,1,1,true\n");
        assertThat(get(address).getInt("data[0].count")).isEqualTo(13);
        assertThat(get(second).getList("data.site"))
                .as("pages are of one edition")
                .containsExactly("E", "F");
        String release = first.jsonPath().getString("edition.releases[0]");
        Response past = given().get(address + "?release=" + release);
        assertThat(past.jsonPath().getInt("data[0].count")).isEqualTo(12);
        assertThat(past.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(get(address + "?as_at=2999-12-31").getString("warnings[0].parameter"))
                .isEqualTo("as_at");
    }

    /** Below England the publisher hides counts under 5 and rounds others to 5; England's own are exact. */
    @Test
    void theBoundsOfASuppressedSumHoldTheTruth() throws IOException {
        Path file = PublishedFiles.file(MENTAL_HEALTH);
        registerLike("mental-health-waits", "bounded-waits");
        load("bounded-waits", file);
        Map<String, BigDecimal> truth = new HashMap<>();
        Map<String, BigDecimal> published = new HashMap<>();
        Map<String, Integer> hidden = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(row -> {
                String key = row.getField("MEASURE_ID") + " " + row.getField("BREAKDOWN");
                String value = row.getField("MEASURE_VALUE");
                if (row.getField("BREAKDOWN").equals("England")) {
                    truth.put(row.getField("MEASURE_ID"), new BigDecimal(value));
                } else if (value.equals("*")) {
                    hidden.merge(key, 1, Integer::sum);
                } else if (!value.isEmpty() && !value.equals("NULL")) {
                    published.merge(key, new BigDecimal(value), BigDecimal::add);
                }
            });
        }
        JsonNode page = KnownRecords.ask(
                "/v1/datasets/bounded-waits/aggregate?group_by=measure_id,breakdown&measure=sum(measure_value)"
                        + "&breakdown__ne=England&measure_name__starts_with=Number&limit=1000");
        int incomplete = 0;
        for (Map<String, Object> group : Answers.records(page)) {
            String key = group.get("measure_id") + " " + group.get("breakdown");
            assertThat((BigDecimal) group.get("measure_value_sum")).as(key).isEqualByComparingTo(published.get(key));
            assertThat(group.get("measure_value_sum_complete")).as(key).isEqualTo(!hidden.containsKey(key));
            assertThat(truth.get(group.get("measure_id").toString()))
                    .as(key)
                    .isBetween((BigDecimal) group.get("measure_value_sum_low"), (BigDecimal)
                            group.get("measure_value_sum_high"));
            incomplete += hidden.containsKey(key) ? 1 : 0;
        }
        assertThat(incomplete).isGreaterThan(20);
    }

    @Test
    void theBundledManifestSaysThatAMentalHealthSumIsIncompleteAndThatBreakdownsOverlap() {
        registerLike("mental-health-waits", "measured-waits");
        load("measured-waits", PublishedFiles.file(MENTAL_HEALTH));
        JsonPath page = get("/v1/datasets/measured-waits/aggregate?measure=sum(measure_value)&measure_id=MRS01");
        assertThat(page.getBoolean("data[0].measure_value_sum_complete")).isFalse();
        assertThat(page.getString("warnings[0].did_you_mean")).isEqualTo("breakdown=England");

        JsonPath mixed = get("/v1/datasets/measured-waits/aggregate?group_by=measure_id&measure=sum(measure_value)"
                + "&measure_id__in=MRS01,MRS01b&breakdown=Provider&sort=measure_id");
        assertThat(mixed.getList("data.measure_value_sum_complete")).containsExactly(false, false);
        assertThat(mixed.getList("data.measure_value_sum_low"))
                .doesNotContainNull()
                .hasSize(2);
        assertThat(mixed.<Number>getList("data.measure_value_sum_high").get(0)).isNotNull();
        assertThat(mixed.<Number>getList("data.measure_value_sum_high").get(1))
                .as("a proportion is under no such rule")
                .isNull();
    }

    static LongStream tables() {
        return new Random(5).longs(30, 0, Integer.MAX_VALUE);
    }

    /** Tables that jqwik makes, and questions that chance makes. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("tables")
    void anyQuestionAboutAnyTableIsAnsweredAsInMemory(long seed) {
        String dataset = "groups-" + seed;
        Release release = Release.inCsv(dataset, seed);
        registrar.register(release.manifest(), dataset);
        load(dataset, release.file(), release.content());
        new RandomGroups(KnownRecords.of(dataset, release.records()), new Random(seed)).assertAnswered();
    }

    @Test
    void anyQuestionAboutASampleIsAnsweredAsInMemory() throws IOException {
        try (Stream<Path> bundled = Files.list(Path.of("datasets"))) {
            for (Path folder : bundled.filter(Files::isDirectory).sorted().toList()) {
                String dataset = folder.getFileName().toString();
                new RandomGroups(KnownRecords.of(dataset), new Random(dataset.hashCode())).assertAnswered();
            }
        }
    }

    private static String named(String dataset) {
        return MANIFEST.replaceFirst("\"visits\"", "\"" + dataset + "\"");
    }

    private static List<String> shown(JsonNode page, String... columns) {
        return Answers.records(page).stream()
                .map(group -> Stream.of(columns)
                        .map(name -> {
                            assertThat(group).containsKey(name);
                            Object value = group.get(name);
                            return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
                        })
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow())
                .toList();
    }
}
