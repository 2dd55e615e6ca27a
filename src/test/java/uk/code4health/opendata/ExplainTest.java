package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An explanation tells what the answer to the question is, in words, numbers, SQL and programs. */
@QuarkusTest
class ExplainTest extends ServiceTest {

    private static final String DATASET = "/v1/datasets/explained";
    private static final String EXPLAIN = DATASET + "/explain";

    /** What would end a text, or begin a command, in one language or another. */
    private static final String HOSTILE = "it's \"$(touch x)\" \\ `touch x` ${x} %s {x}\u2028é\n-- end";

    private static final String MANIFEST = """
            {"name": "explained", "title": "Sites and visits", "description": "Visits.",
             "licenses": [{"name": "OGL-UK-3.0", "path": "https://example.org/licence"}],
             "contributors": [{"title": "Nobody", "roles": ["publisher"]}],
             "sources": [{"title": "None", "path": "https://example.org/none"}],
             "resources": [{"name": "explained", "path": "visits.csv", "schema": {
               "missingValues": [""],
               "fields": [
                 {"name": "site", "title": "Site", "type": "string", "description": "Where."},
                 {"name": "name", "title": "Name", "type": "string", "description": "Its name."},
                 {"name": "day", "title": "Day", "type": "date", "description": "When."},
                 {"name": "seen", "title": "Seen", "type": "datetime", "description": "When it was seen."},
                 {"name": "visits", "title": "Visits", "type": "integer", "description": "How many.",
                  "missingValues": ["", {"value": "*", "label": "suppressed"}]},
                 {"name": "rate", "title": "Rate", "type": "number", "description": "A rate."},
                 {"name": "open", "title": "Open", "type": "boolean", "description": "Whether."}]}}],
             "publication": {"mode": "snapshot", "disclosure": {"suppressed_between": [1, 7], "small_numbers": "accept"}}}
            """;

    private static final String FILE = """
            Site,Name,Day,Seen,Visits,Rate,Open
            A,Ynys Môn Hospital,2024-03-31,2024-03-31T10:00:00,10,2.50,true
            A,Leeds & York,2024-04-01,2024-04-01T09:30:00,*,2.5,false
            A,100%_sure of O'Neill,2024-04-30,,20,0.1,true
            B,STRASSE ÉCOLE,2025-03-31,2025-03-31T00:00:00,*,,false
            B,,2025-04-01,,15,1,false
            C,back\\slash,2025-04-01,,8,1,
            D,"HOSTILE",2025-04-02,,9,1,true
            D,leeds,,,8,2,true
            E,Zoë,2025-06-30,,,-3.75,true
            """.replace("HOSTILE", HOSTILE.replace("\"", "\"\""));

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Inject
    AgroalDataSource database;

    @TestHTTPResource
    URL service;

    @BeforeEach
    void nineRecords() {
        registrar.register(MANIFEST, "explained");
        assertThat(load("explained", "visits.csv", FILE).getString("state")).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | All records of Sites and visits (EDITION). All their fields, at most 100 of them.",
                "fields=site | All records of Sites and visits (EDITION). Their fields site, at most 100 of them.",
                "fields=site,name,day&format=csv | All records of Sites and visits (EDITION). Their fields site, name and day.",
                "site=A&limit=2&offset=1&fields=name | The records of Sites and visits (EDITION) where site is 'A'. Their fields name, at most 2 of them, without the first 1.",
                "site=A&site=B&name__contains=leeds&fields=name | The records of Sites and visits (EDITION) where name contains 'leeds', and site is 'A' or 'B'. Their fields name, at most 100 of them.",
                "where=(site = 'A' OR visits > 9) AND NOT rate < 1&q=ynys mon&fields=name | The records of Sites and visits (EDITION) where some text field contains 'ynys', and some text field contains 'mon', and (site is 'A' or visits is more than 9), and not (rate is less than 1). Their fields name, at most 100 of them.",
                "sort=-day,-visits,name,open&fields=name | All records of Sites and visits (EDITION). Their fields name, sorted by day, latest first, then by visits, highest first, then by name, A to Z, then by open, false first (records without a value last), at most 100 of them.",
                "sort=seen,rate,-site,-open&fields=name | All records of Sites and visits (EDITION). Their fields name, sorted by seen, earliest first, then by rate, lowest first, then by site, Z to A, then by open, true first (records without a value last), at most 100 of them.",
                "measure=count() | All records of Sites and visits (EDITION). Of all of them: the number of records, at most 100 of them.",
                "group_by=site | All records of Sites and visits (EDITION). For each site: the number of records, at most 100 of them.",
                "group_by=site,financial_year(day),month(seen)&measure=sum(visits),avg(rate),min(day),count_distinct(name)&having=visits_sum > 9&sort=-visits_sum,site&open=true&limit=5 | The records of Sites and visits (EDITION) where open is true. For each site, financial year (April to March) of day and month of seen: the sum of visits, the average of rate, the least value of day and the number of different values of name, where visits_sum is more than 9, sorted by visits_sum, highest first, then by site, A to Z (groups without a value last), at most 5 of them.",
            })
    void theQuestionIsSaidInPlainEnglish(String question, String expected) throws IOException {
        JsonNode explained = explain(question);
        String edition = "edition " + explained.at("/edition/id").asText();
        assertThat(explained.path("question").asText()).isEqualTo(expected.replace("EDITION", edition));
    }

    @Test
    void aReleaseATimeAndACursorAreNamed() throws IOException {
        String release = get(DATASET + "/releases").getString("data[0].id");
        assertThat(explain("release=" + release).path("question").asText()).contains("(release " + release + ")");
        assertThat(explain("as_at=2999-01-01").path("question").asText())
                .contains(", as it was live at 2999-01-01T23:59:59.999999999Z)");
        String next = get(DATASET + "/records?limit=2&sort=name").getString("page.next");
        JsonNode behind = json.readTree(given().urlEncodingEnabled(false)
                .get(next.replace("/records", "/explain"))
                .asString());
        assertThat(behind.path("question").asText()).contains("going on where the cursor says");
        assertThat(behind.path("sql").asText()).contains("-- from the first page on");
        assertThat(get(behind.at("/request/url").asText()).<Object>getList("data"))
                .isEqualTo(get(next).getList("data"));
        assertThat(json.readTree(
                                given().get("/v1/datasets/gp-practices/explain").asString())
                        .path("question")
                        .asText())
                .contains("invented figures for trying out");
    }

    /** Conditions in any number and order: what each keeps, and what is left behind each, is what records say. */
    @Test
    void whatEachConditionKeepsIsWhatRecordsSay() throws IOException {
        List<String> pool = List.of(
                "site=A",
                "name__contains=LEEDS",
                "name__is_null=false",
                "day__gte=2024-04-01",
                "visits__gt=8",
                "visits_status__ne=suppressed",
                "rate__lt=2",
                "open=true",
                "where=site <> 'A' OR visits IS NULL",
                "q=leeds");
        Random random = new Random(20241123);
        for (int times = 0; times < 60; times++) {
            Map<String, String> question = new TreeMap<>();
            random.ints(1 + random.nextInt(5), 0, pool.size())
                    .mapToObj(pool::get)
                    .forEach(condition -> question.put(condition.substring(0, condition.indexOf('=')), condition));
            List<String> conditions = inOrder(question);
            JsonNode explained = explain(String.join("&", conditions));
            JsonNode kept = explained.path("conditions");
            assertThat(kept).as(conditions.toString()).hasSize(conditions.size());
            for (int at = 0; at < conditions.size(); at++) {
                String together = String.join("&", conditions.subList(0, at + 1));
                assertThat(kept.get(at).path("parameter").asText())
                        .isEqualTo(conditions.get(at).split("=", 2)[0]);
                assertThat(kept.get(at).path("records_alone").asLong()).isEqualTo(total(conditions.get(at)));
                assertThat(kept.get(at).path("records_together").asLong())
                        .as(together)
                        .isEqualTo(total(together));
                assertThat(kept.get(at).path("kind").asText()).isEqualTo("exact");
            }
            assertThat(explained.at("/records/matching").asLong()).isEqualTo(total(String.join("&", conditions)));
            assertThat(explained.at("/records/in_edition").asLong()).isEqualTo(9);
        }
    }

    /** Fields by name, then words, then where. */
    private static List<String> inOrder(Map<String, String> question) {
        List<String> conditions = new ArrayList<>();
        question.forEach((name, condition) -> {
            if (!name.equals("q") && !name.equals("where")) {
                conditions.add(condition);
            }
        });
        Stream.of("q", "where").filter(question::containsKey).forEach(name -> conditions.add(question.get(name)));
        return conditions;
    }

    @Test
    void whatIsJoinedByAndIsSeveralConditions() throws IOException {
        JsonNode explained = explain("where=site = 'A' AND (visits > 5 AND rate > 1)&q=ynys hospital");
        assertThat(explained.path("conditions").findValuesAsText("detail"))
                .containsExactly(
                        "some text field contains 'ynys'",
                        "some text field contains 'hospital'",
                        "site is 'A'",
                        "visits is more than 5",
                        "rate is more than 1");
        assertThat(explained.path("conditions").findValuesAsText("records_alone"))
                .containsExactly("1", "1", "3", "6", "3");
        assertThat(explained.path("conditions").findValuesAsText("records_together"))
                .containsExactly("1", "1", "1", "1", "1");
    }

    @Test
    void ofManyConditionsTheFirstAreShownAndAllCounted() throws IOException {
        String many = IntStream.range(100, 130)
                .mapToObj(number -> "visits <> " + number)
                .collect(Collectors.joining(" AND "));
        JsonNode explained = explain("where=" + many + " AND site = 'A'");
        assertThat(explained.path("conditions")).hasSize(20);
        assertThat(explained.path("conditions_left_out").asInt()).isEqualTo(11);
        assertThat(explained.at("/records/matching").asInt()).isEqualTo(2);
        assertThat(explained.path("question").asText()).contains(", and 11 more conditions. ");
    }

    @Test
    void aQuestionThatFindsNothingIsWarnedAbout() throws IOException {
        assertThat(explain("site=a").at("/warnings/0/did_you_mean").asText()).isEqualTo("A");
        assertThat(explain("site=A").path("warnings")).isEmpty();
    }

    /** Run on a view of the records in a schema of its own, it finds what the service answers. */
    @ParameterizedTest
    @MethodSource("questionsInSql")
    void theSqlFindsWhatTheServiceAnswers(String question) throws Exception {
        String sql = explain(question).path("sql").asText();
        assertThat(sql).doesNotContain("_id", "records.").contains("from \"explained\"");
        boolean groups = Stream.of("group_by", "measure", "having").anyMatch(question::contains);
        JsonNode answer = json.readTree(given().urlEncodingEnabled(false)
                .get(DATASET + (groups ? "/aggregate?" : "/records?") + encoded(question))
                .asString());
        List<JsonNode> answered = new ArrayList<>();
        answer.path("data").forEach(answered::add);
        assertThat(answered).as("worth comparing").isNotEmpty();
        if (groups || question.contains("sort=")) {
            assertThat(run(sql)).as(sql).containsExactlyElementsOf(answered);
        } else {
            assertThat(run(sql)).as(sql).containsExactlyInAnyOrderElementsOf(answered);
        }
    }

    static Stream<String> questionsInSql() {
        return Stream.of(
                "total=none",
                "fields=site,name",
                "site=A&visits_status=suppressed",
                "name__contains=%",
                "name__contains=_",
                "name__contains=\\",
                "name__starts_with=100%",
                "name__ends_with=\\SLASH",
                "name=" + HOSTILE,
                "name__contains=" + HOSTILE,
                "q=ecole",
                "q=\"O'Neill\" 100%",
                "q=ynys mon",
                "q=\\",
                "day__gte=2025-04-01&rate__in=1,2.50,-3.75",
                "seen=2024-04-01T09:30:00",
                "rate__is_null=true",
                "open=true&visits__ne=10",
                "where=CASEI(name) LIKE CASEI('%école') OR name = '100%_sure of O''Neill'",
                "where=name LIKE 'back\\\\slash'",
                "where=NOT (site = 'A' AND visits > 5) AND day BETWEEN DATE('2024-01-01') AND DATE('2025-04-02')",
                "where=open = TRUE AND rate > 1.5",
                "sort=-rate,-name&fields=name,rate&limit=4",
                "sort=name&fields=name&limit=3&offset=2",
                "sort=-day,-seen,visits,name",
                "group_by=site",
                "measure=count(),sum(visits),avg(rate),min(day),max(name),min(open),count_distinct(site)",
                "group_by=site&measure=sum(visits)&having=visits_sum_complete = FALSE AND site < 'C'&sort=-visits_sum_high",
                "group_by=financial_year(day),site&measure=count()&sort=-count,-site",
                "group_by=financial_year(day)&having=day_financial_year = '2025/26' OR count > 1",
                "group_by=quarter(day),year(seen)&where=site IN ('A','B')",
                "group_by=rate&having=rate = 2.5 OR rate < 2",
                "having=count > 2",
                "group_by=open&measure=max(name)&having=open = TRUE",
                "group_by=site&q=leeds&limit=1");
    }

    private List<JsonNode> run(String sql) throws SQLException, IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema if not exists copies");
            statement.execute("create or replace view copies.explained as select site, name, day, seen, visits,"
                    + " visits_status, rate, open from records.explained");
            statement.execute("set search_path = copies, records");
            try (ResultSet found = statement.executeQuery("select row_to_json(answer) from (" + sql + "\n) answer")) {
                while (found.next()) {
                    rows.add(json.readTree(found.getString(1)));
                }
            } finally {
                statement.execute("reset search_path");
            }
        }
        return rows;
    }

    /** The programs that are there are run, on the address that they were given. */
    @ParameterizedTest
    @CsvSource({
        "curl, /bin/sh, example.sh",
        "javascript, node, example.js",
        "python, python3, example.py",
        "r, Rscript, example.R",
        "java, JAVA, Example.java"
    })
    void theProgramsAskTheQuestion(String language, String program, String file, @TempDir Path folder)
            throws Exception {
        if (language.equals("curl")) {
            PublishedFiles.requireOrSkip(Programs.has("curl"), "curl");
        }
        String runner = program.equals("JAVA")
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : program;
        PublishedFiles.requireOrSkip(Programs.has(runner), runner);
        for (String question : List.of(
                "name=" + HOSTILE,
                "where=name <> '''; DROP \"x\" \\ $(touch x) `touch x`'",
                "site=A&limit=2&sort=-day&format=csv",
                "group_by=site&having=count > 1")) {
            JsonNode explained = explain(question);
            Files.writeString(folder.resolve(file), code(explained, language));
            String printed = Programs.output(folder, runner, file);
            JsonNode answer = json.readTree(given().urlEncodingEnabled(false)
                    .get(DATASET
                            + (question.startsWith("group") ? "/aggregate?" : "/records?")
                            + encoded(question.replace("&format=csv", "")))
                    .asString());
            int returned = answer.at("/page/returned").asInt();
            assertThat(returned).isPositive();
            if (language.equals("curl")) {
                assertThat(json.readTree(printed)).isEqualTo(answer);
            } else if (language.equals("java")) {
                assertThat(printed).startsWith(returned + ", the first of them:");
            } else {
                assertThat(printed)
                        .startsWith(returned + " of " + answer.at("/page/total").asInt() + ", the first of them:");
            }
            assertThat(folder.resolve("x")).doesNotExist();
        }
    }

    private static String code(JsonNode explained, String language) {
        for (JsonNode code : explained.at("/request/code")) {
            if (code.path("language").asText().equals(language)) {
                return code.path("code").asText();
            }
        }
        throw new AssertionError("no code in " + language);
    }

    @Test
    void theAddressIsWholeAndPlain() throws IOException {
        String url =
                explain("name=" + HOSTILE + "&format=ndjson").at("/request/url").asText();
        assertThat(url)
                .startsWith("http://localhost:" + service.getPort() + DATASET + "/records?format=ndjson&name=it%27s")
                .matches("[A-Za-z0-9:/?&=%._-]+");
        assertThat(given().urlEncodingEnabled(false).get(url).header("Content-Type"))
                .startsWith("application/x-ndjson");
    }

    @Test
    void theApproachSaysWhatIsRead() throws IOException {
        assertThat(approach("/v1/datasets/gp-practices/explain")).startsWith("page [] Nothing is searched");
        assertThat(approach("/v1/datasets/gp-practices/explain?status=A"))
                .startsWith(
                        "scan [] Records are read one after the other until enough are found. No field has an index");
        assertThat(approach("/v1/datasets/gp-practices/explain?sort=name"))
                .startsWith("scan [] Every record of the edition");
        assertThat(approach("/v1/datasets/gp-practices/explain?group_by=status"))
                .startsWith("scan [] Every record of the edition");
    }

    @Test
    void anIndexIsNamedByItsFields(@TempDir Path folder) throws IOException {
        registerLike("gp-registered-patients", "explained-patients");
        assertThat(load(
                                "explained-patients",
                                RegisteredPatients.write(folder.resolve("some.csv"), "01APR2024", 20_000, 7))
                        .getString("state"))
                .isEqualTo("done");
        String address = "/v1/datasets/explained-patients/explain";
        assertThat(approach(address + "?practice_code=A00007"))
                .startsWith("index [\"practice_code\"] An index on practice_code leads to the records.");
        assertThat(approach(address + "?group_by=sex&practice_code=A00007")).startsWith("index [\"practice_code\"]");
        assertThat(approach(address + "?sex=MALE&limit=10"))
                .startsWith("scan [] Records are read")
                .contains("A condition on a field with an index would be quicker: ")
                .contains("practice_code");
        JsonNode plan = json.readTree(
                        given().get(address + "?practice_code=A00007").asString())
                .path("plan");
        assertThat(plan.path("expected_records").asLong()).isBetween(50L, 800L);
        assertThat(plan.path("heavy").asBoolean()).isFalse();
        assertThat(plan.path("refused").asBoolean()).isFalse();
    }

    private String approach(String address) throws IOException {
        JsonNode plan = json.readTree(given().get(address).asString()).path("plan");
        return plan.path("shape").asText() + " " + plan.path("index") + " "
                + plan.path("detail").asText();
    }

    @Test
    void itIsValidatedAndKeptAsTheAnswerIs() {
        Response first = given().get(EXPLAIN + "?site=A");
        assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=60, stale-while-revalidate=600");
        assertThat(first.header("Last-Modified")).isNotBlank();
        assertThat(first.headers().getValues("Link")).contains("<" + DATASET + "/schema>; rel=\"describedby\"");
        String tag = first.header("ETag").replaceFirst("^W/", "");
        assertThat(given().header("If-None-Match", tag).get(EXPLAIN + "?site=A").statusCode())
                .isEqualTo(304);
        assertThat(given().header("If-None-Match", tag).get(EXPLAIN + "?site=B").statusCode())
                .isEqualTo(200);
        assertThat(given().get(DATASET + "/records?site=A").header("ETag")).doesNotContain(tag);
        assertThat(given().head(EXPLAIN + "?site=A").statusCode()).isEqualTo(200);
        String release = get(DATASET + "/releases").getString("data[0].id");
        assertThat(given().get(EXPLAIN + "?release=" + release).header("Cache-Control"))
                .contains("immutable");
        assertThat(first.jsonPath().getString("licence.id")).isEqualTo("OGL-UK-3.0");
        assertThat(get(DATASET).getString("links.explain")).isEqualTo(EXPLAIN);
    }

    /** Else whoever names another host could put it into what others are told to run. */
    @Test
    void whatOneHostIsToldIsNotKeptForAnother() throws IOException {
        String question = EXPLAIN + "?visits=10";
        for (String host : List.of("one.example", "two.example:8443", "[::1]:8080")) {
            String body = given().header("Host", host).get(question).asString();
            assertThat(json.readTree(body).at("/request/url").asText())
                    .isEqualTo("http://" + host + DATASET + "/records?visits=10");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "a;touch", "a$(id)", "a`id`"})
    void aHostThatIsNoneIsRefused(String host) throws IOException {
        assertThat(RawAnswer.withHost(service, host, EXPLAIN + "?visits=15").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "records | sits=A",
                "records | visits=many",
                "records | sort=nothing",
                "records | limit=0",
                "records | cursor=none",
                "records | format=exe",
                "records | where=site = ",
                "records | release=1999.1",
                "records | as_at=1999-01-01",
                "records | prefix=A",
                "aggregate | group_by=nothing",
                "aggregate | measure=sum(site)",
                "aggregate | group_by=site&having=nothing > 1",
                "aggregate | group_by=site&offset=1",
                "aggregate | group_by=site&format=xlsx"
            })
    void aMistakeIsToldAsTheQuestionItselfWouldTellIt(String kind, String question) {
        Response explained = given().urlEncodingEnabled(false).get(EXPLAIN + "?" + encoded(question));
        Response asked = given().urlEncodingEnabled(false).get(DATASET + "/" + kind + "?" + encoded(question));
        assertThat(explained.statusCode()).isEqualTo(asked.statusCode()).isBetween(400, 499);
        assertThat(explained.jsonPath().getString("type"))
                .isEqualTo(asked.jsonPath().getString("type"));
        assertThat(explained.jsonPath().getString("detail"))
                .isEqualTo(asked.jsonPath().getString("detail"));
        assertThat(explained.jsonPath().<Object>getList("errors"))
                .isEqualTo(asked.jsonPath().getList("errors"));
    }

    private JsonNode explain(String question) throws IOException {
        Response answer =
                given().urlEncodingEnabled(false).get(EXPLAIN + (question.isEmpty() ? "" : "?" + encoded(question)));
        assertThat(answer.statusCode()).as(question + ": " + answer.asString()).isEqualTo(200);
        return json.readTree(answer.asString());
    }

    private static long total(String question) {
        return get(DATASET + "/records?total=exact&" + encoded(question)).getLong("page.total");
    }

    /** A question written plainly: parameters split at each ampersand, names at the first equals sign. */
    private static String encoded(String question) {
        return Stream.of(question.split("&(?=[a-z_]+=)"))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2))
                .map(parts -> parts[0] + "=" + URLEncoder.encode(parts[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
