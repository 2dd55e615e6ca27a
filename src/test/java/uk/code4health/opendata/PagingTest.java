package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the first page to the last every record comes once, whatever is published meanwhile. */
@QuarkusTest
class PagingTest extends ServiceTest {

    private static final String HEADER =
            "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,"
                    + "SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE\n";

    private static final int RECORDS = 257;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&sort=measure_value",
                "&sort=-measure_value",
                "&sort=measure_value_status,-primary_level",
                "&sort=-primary_level_description,measure_value",
                "&measure_value__is_null=false&sort=-measure_value"
            })
    void everyRecordComesOnceAlsoWhenARevisionIsPublishedHalfWay(String question) {
        String dataset = "paging-" + Integer.toHexString(question.hashCode()).replaceAll("^[0-9]*", "x");
        registerLike("mental-health-waits", dataset);
        assertPublished(load(dataset, "a.csv", file(1, RECORDS)), RECORDS);
        String first = "/v1/datasets/" + dataset + "/records?limit=20" + question;
        int expected = get(first).getInt("page.total");

        List<Map<String, Object>> records = new ArrayList<>();
        String next = first;
        while (next != null) {
            JsonPath page = get(next);
            assertThat(page.getInt("page.total")).isEqualTo(expected);
            records.addAll(page.getList("data"));
            next = page.getString("page.next");
            if (records.size() == 100) {
                assertPublished(load(dataset, "b.csv", file(2, RECORDS + 50)), RECORDS + 50);
            }
        }

        assertThat(records).hasSize(expected).doesNotHaveDuplicates();
        assertThat(records)
                .extracting(record -> record.get("primary_level_description"))
                .allMatch(text -> text == null || text.toString().startsWith("one"));
        assertThat(get(first).getList("data"))
                .as("a new start sees the revision")
                .extracting(record -> ((Map<?, ?>) record).get("primary_level_description"))
                .allMatch(text -> text == null || text.toString().startsWith("two"));
    }

    @Test
    void recordsAreSortedWithNullsLastInBothDirections() {
        registerLike("mental-health-waits", "sorting");
        assertPublished(load("sorting", "a.csv", file(1, RECORDS)), RECORDS);
        List<Double> up = values("/v1/datasets/sorting/records?sort=measure_value&limit=50");
        List<Double> down = values("/v1/datasets/sorting/records?sort=-measure_value&limit=50");
        assertThat(up).hasSize(RECORDS).isSortedAccordingTo(Comparator.nullsLast(Comparator.naturalOrder()));
        assertThat(down).isSortedAccordingTo(Comparator.nullsLast(Comparator.reverseOrder()));
        assertThat(up.get(RECORDS - 1)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-"})
    void longTextsCanBeSortedByAndPagedThrough(String direction) {
        String dataset = "long-texts" + (direction.isEmpty() ? "" : "-down");
        registerLike("mental-health-waits", dataset);
        String text = "\"é" + "x".repeat(10_000);
        List<String> rows = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            String description = number % 4 == 0 ? "" : text + number % 3 + "\"";
            rows.add("01/09/2024,30/09/2024,Performance,Provider,R" + number + "," + description
                    + ",NONE,NONE,MRS01,Number,5");
        }
        assertPublished(load(dataset, "a.csv", HEADER + String.join("\n", rows)), 12);
        List<Map<String, Object>> records = allRecords("/v1/datasets/" + dataset
                + "/records?limit=1&fields=primary_level,primary_level_description&sort=" + direction
                + "primary_level_description");
        assertThat(records).hasSize(12).doesNotHaveDuplicates();
        Comparator<String> order = direction.isEmpty() ? Comparator.naturalOrder() : Comparator.reverseOrder();
        assertThat(records)
                .extracting(record -> (String) record.get("primary_level_description"))
                .isSortedAccordingTo(Comparator.nullsLast(order));
        assertThat(records.get(11).get("primary_level_description")).isNull();
    }

    @Test
    void anOffsetSkipsInTheOrderOfTheRows() {
        registerLike("mental-health-waits", "offsets");
        assertPublished(load("offsets", "a.csv", file(1, RECORDS)), RECORDS);
        List<Map<String, Object>> all = allRecords("/v1/datasets/offsets/records?limit=100");
        String address = "/v1/datasets/offsets/records?limit=10&offset=";
        assertThat(get(address + 123).<Map<String, Object>>getList("data")).isEqualTo(all.subList(123, 133));
        JsonPath last = get(address + 250);
        assertThat(last.<Map<String, Object>>getList("data")).isEqualTo(all.subList(250, RECORDS));
        assertThat(last.getBoolean("page.complete")).isFalse();
        assertThat(last.getString("page.next")).isNull();
        assertThat(get(address + 100_000).getList("data")).isEmpty();
        assertThat(allRecords(address + 100)).isEqualTo(all.subList(100, RECORDS));
    }

    @Test
    void aCursorBelongsToItsQuestion() {
        registerLike("mental-health-waits", "cursors");
        assertPublished(load("cursors", "a.csv", file(1, RECORDS)), RECORDS);
        String next =
                get("/v1/datasets/cursors/records?limit=5&sort=measure_value").getString("page.next");
        String cursor = next.replaceAll(".*cursor=", "");
        assertProblem(ask("cursors", "sort=-measure_value&cursor=" + cursor), 400, "cursor-invalid");
        assertProblem(ask("cursors", "cursor=" + cursor), 400, "cursor-invalid");
        assertProblem(ask("gp-practices", "cursor=" + cursor), 400, "cursor-invalid");
        String forged = cursor.substring(0, cursor.length() - 2) + (cursor.endsWith("A") ? "BB" : "AA");
        assertProblem(ask("cursors", "sort=measure_value&cursor=" + forged), 400, "cursor-invalid");
    }

    @Test
    void aReleaseIsReadableByItsIdForEver() {
        registerLike("mental-health-waits", "releases");
        assertPublished(load("releases", "a.csv", file(1, 30)), 30);
        assertPublished(load("releases", "b.csv", file(2, 40)), 40);
        JsonPath releases = get("/v1/datasets/releases/releases");
        assertThat(releases.getList("data.id")).containsExactly("2024-09.2", "2024-09.1");
        assertThat(releases.getList("data.state")).containsExactly("published", "superseded");
        Response old = ask("releases", "release=2024-09.1&limit=1000");
        assertThat(old.header("Cache-Control")).contains("immutable");
        assertThat(old.jsonPath().getList("data")).hasSize(30);
        assertThat(get("/v1/datasets/releases/records").getInt("page.total")).isEqualTo(40);
        assertProblem(ask("releases", "release=2024-09.3"), 404, "release-not-found");
    }

    private static Response ask(String dataset, String question) {
        return given().urlEncodingEnabled(false).get("/v1/datasets/" + dataset + "/records?" + question);
    }

    private static List<Double> values(String address) {
        List<Double> values = new ArrayList<>();
        allRecords(address).forEach(record -> {
            Number value = (Number) record.get("measure_value");
            values.add(value == null ? null : value.doubleValue());
        });
        return values;
    }

    /** Records in no order, a third of them suppressed, with ties in everything that is sorted by. */
    private static String file(int seed, int records) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>(IntStream.range(0, records)
                .mapToObj(number -> String.join(
                        ",",
                        "01/09/2024",
                        "30/09/2024",
                        "Performance",
                        "Provider",
                        "R" + number,
                        random.nextInt(4) == 0 ? "" : (seed == 1 ? "one " : "two ") + random.nextInt(5),
                        "NONE",
                        "NONE",
                        "MRS01",
                        "Number",
                        random.nextInt(3) == 0 ? "*" : Integer.toString(random.nextInt(20))))
                .toList());
        Collections.shuffle(rows, random);
        return HEADER + String.join("\n", rows);
    }
}
