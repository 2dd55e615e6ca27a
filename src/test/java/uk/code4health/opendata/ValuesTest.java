package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The different values of a field are counted as whoever reads all records would count them. */
@QuarkusTest
class ValuesTest extends ServiceTest {

    private static final String VALUES = "/v1/datasets/choices/values/";

    private static final String HEADER =
            "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,"
                    + "SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE\n";

    /** A code, a name and a number each. */
    private static final String FILE = file(
            "RX1,École,2.50",
            "RX2,éCOLE,2.5",
            "RX3,50% off,*",
            "RX4,50_off,*",
            "RX5,50\\off,*",
            "RX6,5000,NULL",
            "RX7,,10",
            "RX8,,0.5",
            "RX9,50_off,10",
            "RX0,!50,10");

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @BeforeEach
    void tenRecords() {
        registerLike("mental-health-waits", "choices");
        assertThat(load("choices", "ten.csv", FILE).getString("state")).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "measure_value | null:4 10:3 2.5:2 0.5:1 | measure_value?sort=-records",
                "measure_value | null:4 10:3 2.5:2 0.5:1 | measure_value?",
                "measure_value | 0.5:1 2.5:2 10:3 null:4 | measure_value?sort=records",
                "measure_value | 0.5:1 2.5:2 10:3 null:4 | measure_value?sort=value",
                "measure_value | 10:3 2.5:2 0.5:1 null:4 | measure_value?sort=-value",
                "ties | 50_off:2 null:2 !50:1 50% off:1 5000:1 50\\off:1 École:1 éCOLE:1 | primary_level_description?",
                "filter | 2.5:1 | measure_value?primary_level=RX1",
                "filters | null:2 10:1 | measure_value?primary_level_description__contains=off&primary_level__gt=RX3",
                "itself | 10:3 2.5:2 | measure_value?measure_value__gt=0.5",
                "status | null:6 suppressed:3 not_available:1 | measure_value_status?",
                "status | not_available:1 suppressed:3 | measure_value_status?sort=value&measure_value_status__is_null=false",
                "date | 2024-04-01:10 | reporting_period_start?",
                "percent | 50% off:1 | primary_level_description?prefix=50%25",
                "underscore | 50_off:2 | primary_level_description?prefix=50_",
                "backslash | 50\\off:1 | primary_level_description?prefix=50\\",
                "escape | !50:1 | primary_level_description?prefix=!",
                "case | École:1 éCOLE:1 | primary_level_description?prefix=%C3%89co",
                "case | École:1 éCOLE:1 | primary_level_description?prefix=%C3%A9CO",
                "all | 50_off:2 !50:1 50% off:1 5000:1 50\\off:1 École:1 éCOLE:1 | primary_level_description?prefix=",
                "none | `` | primary_level_description?prefix='",
                "date | 2024-04-01:10 | reporting_period_start?prefix=2024-",
                "date | `` | reporting_period_start?prefix=01/",
                "number | 2.5:2 | measure_value?prefix=2.",
                "number | 10:3 | measure_value?prefix=1",
                "status | suppressed:3 | measure_value_status?prefix=SUP"
            })
    void aQuestionFindsItsValues(String about, String expected, String question) {
        JsonPath page = get(VALUES + question.replaceFirst("\\?$", "").replace("\\", "%5C"));
        List<String> wanted = expected.isEmpty() ? List.of() : parts(expected);
        assertThat(found(page)).as(about).isEqualTo(wanted);
        assertThat(page.getInt("page.total")).isEqualTo(wanted.size());
        assertThat(page.getBoolean("page.complete")).isTrue();
    }

    @Test
    void everyAnswerSaysHowMuchOfTheWholeItIs() {
        JsonPath page = get(VALUES + "primary_level_description?limit=3");
        assertThat(page.<String, Object>getMap("page"))
                .containsEntry("returned", 3)
                .containsEntry("limit", 3)
                .containsEntry("total", 8)
                .containsEntry("total_kind", "exact")
                .containsEntry("complete", false);
        assertThat(page.getString("edition.id")).startsWith("e");
        assertThat(page.getList("edition.releases")).containsExactly("2024-04.1");
        assertThat(page.getString("licence.id")).isEqualTo("OGL-UK-3.0");
        assertThat(page.getList("warnings")).isEmpty();
        assertThat(given().get(VALUES + "measure_value").asString())
                .as("numbers are numbers")
                .startsWith("{\"data\":[{\"value\":null,\"records\":4},{\"value\":10,\"records\":3},"
                        + "{\"value\":2.5,\"records\":2},{\"value\":0.5,\"records\":1}],");
    }

    @Test
    void pagesHoldEveryValueOnceWhateverIsPublishedMeanwhile() {
        String dataset = "choices-" + UUID.randomUUID();
        registerLike("mental-health-waits", dataset);
        load(dataset, "ten.csv", FILE);
        String address = "/v1/datasets/" + dataset + "/values/primary_level_description";
        List<String> expected = found(get(address));
        for (String sort : List.of("", "&prefix=5&sort=value", "&sort=-value", "&sort=records")) {
            List<String> whole = found(get(address + "?limit=100" + sort));
            List<String> read = new ArrayList<>();
            String next = address + "?limit=3" + sort;
            while (next != null) {
                JsonPath page = get(next);
                assertThat(page.getInt("page.total")).isEqualTo(whole.size());
                assertThat(page.getBoolean("page.complete")).isFalse();
                read.addAll(found(page));
                next = page.getString("page.next");
                if (read.size() == 3 && sort.isEmpty()) {
                    load(dataset, "other.csv", file("RX1,Other,1"));
                    assertThat(given().urlEncodingEnabled(false).get(next).header("Cache-Control"))
                            .contains("immutable");
                }
            }
            assertThat(read).as(sort).isEqualTo(whole);
            if (sort.isEmpty()) {
                assertThat(read).isEqualTo(expected);
                load(dataset, "ten.csv", FILE);
            }
        }
    }

    @Test
    void aCursorBelongsToItsQuestion() {
        String cursor = get(VALUES + "primary_level_description?limit=1")
                .getString("page.next")
                .replaceAll(".*cursor=", "");
        String ofRecords = get("/v1/datasets/choices/records?limit=1")
                .getString("page.next")
                .replaceAll(".*cursor=", "");
        assertThat(found(get(VALUES + "primary_level_description?limit=1&cursor=" + cursor)))
                .containsExactly("null:2");
        for (String other : List.of(
                "primary_level?cursor=" + cursor,
                "primary_level_description?sort=value&cursor=" + cursor,
                "primary_level_description?prefix=5&cursor=" + cursor,
                "primary_level_description?status=Final&cursor=" + cursor,
                "primary_level_description?cursor=" + ofRecords)) {
            assertProblem(given().get(VALUES + other), 400, "cursor-invalid");
        }
        assertProblem(given().get("/v1/datasets/choices/records?cursor=" + cursor), 400, "cursor-invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "primary_levle | 404 | field-not-found | field | primary_level",
                "status?sort=recrods | 400 | parameter-invalid | sort | records",
                "status?limit=0 | 400 | parameter-invalid | limit | none",
                "status?limit=10001 | 400 | parameter-invalid | limit | none",
                "status?prefx=a | 400 | parameter-invalid | prefx | prefix",
                "status?offset=1 | 400 | parameter-invalid | offset | none",
                "status?prefix=a&prefix=b | 400 | parameter-invalid | prefix | none",
                "status?measure_value=many | 400 | parameter-invalid | measure_value | none",
                "status?primary_levle=x | 400 | parameter-invalid | primary_levle | primary_level",
                "status?release=2024-05.1 | 404 | release-not-found | release | 2024-04.1",
                "status?as_at=soon | 400 | parameter-invalid | as_at | none"
            })
    void whatCannotBeAskedSaysWhatCould(String question, int status, String code, String parameter, String nearest) {
        JsonPath problem = assertProblem(given().get(VALUES + question), status, code);
        assertThat(problem.getString("errors[0].parameter")).isEqualTo(parameter);
        assertThat(problem.getString("errors[0].did_you_mean")).isEqualTo(nearest);
        assertProblem(given().accept("text/csv").get(VALUES + "status"), 406, "not-acceptable");
        assertProblem(given().get("/v1/datasets/choises/values/status"), 404, "dataset-not-found");
    }

    @Test
    void anEmptyAnswerNamesTheValueThatExists() {
        JsonPath page = get(VALUES + "primary_level?status=final");
        assertThat(page.getList("data")).isEmpty();
        assertThat(page.getInt("page.total")).isZero();
        assertThat(page.getString("warnings[0].did_you_mean")).isEqualTo("Final");
    }

    @Test
    void whatIsKnownIsNotSentAgainAndAPublicationIsNew() {
        String dataset = "choices-" + UUID.randomUUID();
        registerLike("mental-health-waits", dataset);
        String address = "/v1/datasets/" + dataset + "/values/primary_level";
        assertThat(found(get(address))).as("before the first release").isEmpty();
        load(dataset, "ten.csv", FILE);
        Response first = given().get(address);
        assertThat(found(first.jsonPath())).hasSize(10);
        assertThat(first.header("Last-Modified")).isNotBlank();
        assertThat(first.header("Cache-Control")).doesNotContain("immutable");
        assertThat(given().get(address).asString()).isEqualTo(first.asString());
        Response known = given().header("If-None-Match", first.header("ETag")).get(address);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(given().get(address + "?sort=value").header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(given().get(address + "?prefix=R").header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(given().head(address).header("ETag")).isEqualTo(first.header("ETag"));

        load(dataset, "two.csv", file("RX1,a,1", "RX2,a,1"));

        Response later = given().header("If-None-Match", first.header("ETag")).get(address);
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(found(later.jsonPath())).containsExactly("RX1:1", "RX2:1");
        Instant published = Instant.parse(first.jsonPath().getString("edition.published_at"));
        for (String then : List.of("?release=2024-04.1", "?as_at=" + published)) {
            Response past = given().get(address + then);
            assertThat(past.jsonPath().getList("data"))
                    .as(then)
                    .isEqualTo(first.jsonPath().getList("data"));
            assertThat(past.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(past.getHeaders().getValues("Link"))
                    .anyMatch(link -> link.contains("/values/primary_level>; rel=\"latest-version\""));
        }
        assertThat(get(address + "?as_at=2999-12-31").getString("warnings[0].parameter"))
                .isEqualTo("as_at");
    }

    @Test
    void countsOfEverySampleAreThoseOfItsRecords() throws IOException {
        try (Stream<Path> bundled = Files.list(Path.of("datasets"))) {
            for (Path folder : bundled.filter(Files::isDirectory).toList()) {
                assertCounted(folder.getFileName().toString());
            }
        }
    }

    @Test
    void countsOfAPublishedFileAreThoseOfItsRecords() throws IOException {
        registerLike("mental-health-waits", "real-choices");
        load("real-choices", PublishedFiles.file("mhsds/MHSDS Data_4WW_SepPerf_2024.csv"));
        assertCounted("real-choices");
        assertThat(found(get("/v1/datasets/real-choices/values/measure_value_status?prefix=supp")))
                .containsExactly("suppressed:11660");
    }

    /** Reads all records, counts the values of each field, and compares. The dataset's fields say where to ask. */
    private void assertCounted(String dataset) throws IOException {
        List<JsonNode> records = all("/v1/datasets/" + dataset + "/records?limit=10000");
        assertThat(records).as(dataset).isNotEmpty();
        for (Map<String, String> field : get("/v1/datasets/" + dataset).<Map<String, String>>getList("fields")) {
            Map<String, Long> expected = new HashMap<>();
            records.forEach(record -> expected.merge(text(record.get(field.get("name"))), 1L, Long::sum));
            Map<String, Long> counted = new HashMap<>();
            long most = Long.MAX_VALUE;
            for (JsonNode value : all(field.get("values") + "?limit=10000")) {
                long count = value.get("records").asLong();
                assertThat(counted.put(text(value.get("value")), count)).isNull();
                assertThat(count).isLessThanOrEqualTo(most);
                most = count;
            }
            assertThat(counted).as(dataset + " " + field.get("name")).isEqualTo(expected);
        }
    }

    private List<JsonNode> all(String address) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        String next = address;
        while (next != null) {
            JsonNode page =
                    json.readTree(given().urlEncodingEnabled(false).get(next).asString());
            page.get("data").forEach(all::add);
            next = page.get("page").get("next").textValue();
        }
        return all;
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.toString();
    }

    private static List<String> found(JsonPath page) {
        return page.<Map<String, Object>>getList("data").stream()
                .map(each -> each.get("value") + ":" + each.get("records"))
                .toList();
    }

    /** Each ends with its count. */
    private static List<String> parts(String values) {
        return List.of(values.split("(?<=:\\d{1,2}) ", -1));
    }

    private static String file(String... rows) {
        StringBuilder file = new StringBuilder(HEADER);
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            file.append("01/04/2024,30/04/2024,Final,Provider,")
                    .append(cells[0])
                    .append(',')
                    .append(cells[1])
                    .append(",NONE,NONE,M1,Spells,")
                    .append(cells[2])
                    .append('\n');
        }
        return file.toString();
    }
}
