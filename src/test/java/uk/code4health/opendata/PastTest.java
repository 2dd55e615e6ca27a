package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was live stays to be asked for, exactly as it was. */
@QuarkusTest
class PastTest extends ServiceTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final String HEADER =
            "SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_ONS_CODE,SUB_ICB_LOCATION_NAME,ICB_ONS_CODE,ICB_NAME,REGION_ONS_CODE,"
                    + "REGION_NAME,APPOINTMENT_MONTH,APPT_STATUS,HCP_TYPE,APPT_MODE,TIME_BETWEEN_BOOK_AND_APPT,"
                    + "COUNT_OF_APPOINTMENTS\n";

    private static final String FIRST = file("SEP2021 11J 10", "SEP2021 15N 20", "OCT2021 11J 30");
    private static final String REVISION = file("SEP2021 11J 11");
    private static final String NEXT_MONTH = file("NOV2021 11J 40");

    @Inject
    DataSource database;

    /** A revised file supersedes exactly the slices it holds: a month, or a month of an area. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"appointment_month\" | 2021-09 11J 11,2021-10 11J 30",
                "\"appointment_month\", \"icb_ons_code\" | 2021-09 11J 11,2021-09 15N 20,2021-10 11J 30"
            })
    void everyEditionIsReadAsItWas(String sliceBy, String revised) {
        String dataset = monthly(sliceBy);
        Instant first = publish(dataset, FIRST);
        Instant second = publish(dataset, REVISION);
        Instant third = publish(dataset, NEXT_MONTH);
        String[] before = {"2021-09 11J 10", "2021-09 15N 20", "2021-10 11J 30"};
        String[] between = revised.split(",", -1);
        String[] after = concat(between, "2021-11 11J 40");

        assertThat(live(dataset)).containsExactly(after);
        assertThat(asAt(dataset, first)).containsExactly(before);
        assertThat(asAt(dataset, second.minus(1, ChronoUnit.MICROS))).containsExactly(before);
        assertThat(asAt(dataset, second)).containsExactly(between);
        assertThat(asAt(dataset, third.minusNanos(1))).containsExactly(between);
        assertThat(asAt(dataset, third)).containsExactly(after);
        assertThat(asAt(dataset, third.plusSeconds(1_000))).containsExactly(after);
        assertThat(figures(get(records(dataset) + "?release=2021-10.1"))).containsExactly(before);
        assertThat(figures(get(records(dataset) + "?release=2021-09.1"))).containsExactly("2021-09 11J 11");
    }

    @Test
    void anAnswerAboutThePastNamesItsEditionAndNeverChanges() {
        String dataset = monthly();
        Instant first = publish(dataset, FIRST);
        publish(dataset, REVISION);
        String address = records(dataset) + "?as_at=" + first;

        Response past = given().get(address);

        assertThat(past.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(past.getHeaders().getValues("Link"))
                .anyMatch(link -> link.contains("/records>; rel=\"latest-version\""))
                .anyMatch(link -> link.contains("as_at=") && link.endsWith("rel=\"first\""));
        assertThat(past.jsonPath().getString("edition.published_at")).isEqualTo(first.toString());
        assertThat(past.jsonPath().getList("edition.releases")).containsExactly("2021-10.1");
        assertThat(past.jsonPath().getList("warnings")).isEmpty();
        publish(dataset, NEXT_MONTH);
        assertThat(given().get(address).asString()).isEqualTo(past.asString());
        assertThat(given().header("If-None-Match", past.header("ETag"))
                        .get(address)
                        .statusCode())
                .isEqualTo(304);
        assertThat(given().get(address + "&format=csv&fields=count_of_appointments")
                        .asString())
                .isEqualTo("count_of_appointments\r\n10\r\n20\r\n30\r\n");
        assertThat(get(address + "&count_of_appointments__gt=10&sort=-count_of_appointments")
                        .getList("data.count_of_appointments"))
                .containsExactly(30, 20);
    }

    @Test
    void aFileRestoresWhatARevisionReplaced() {
        String dataset = monthly();
        publish(dataset, FIRST);
        String[] before = figures(get(records(dataset)));
        publish(dataset, REVISION);
        assertThat(figures(get(records(dataset)))).isNotEqualTo(before);
        publish(dataset, FIRST);
        assertThat(figures(get(records(dataset)))).isEqualTo(before);
        assertThat(get("/v1/datasets/" + dataset + "/releases").getList("data")).hasSize(3);
    }

    @Test
    void pagesOfThePastLeadOnWhateverIsPublished() {
        String dataset = monthly();
        publish(dataset, FIRST);
        Instant second = publish(dataset, REVISION);
        String tomorrow = LocalDate.now(LONDON).plusDays(1).toString();

        for (String time : List.of(second.toString(), tomorrow)) {
            String[] expected = asAt(dataset, time);
            List<String> read = new ArrayList<>();
            String next = records(dataset) + "?limit=1&sort=-count_of_appointments&as_at=" + time;
            while (next != null) {
                JsonPath page = get(next);
                read.addAll(Arrays.asList(figures(page)));
                next = page.getString("page.next");
                if (read.size() == 1) {
                    publish(dataset, file("NOV2021 15N " + time.length()));
                    assertThat(given().urlEncodingEnabled(false).get(next).header("Cache-Control"))
                            .contains("immutable");
                }
            }
            assertThat(read).as(time).containsExactlyInAnyOrder(expected);
        }
    }

    @Test
    void aTimeStillToComeIsAnsweredByWhatIsLiveAndNotForEver() {
        for (String time : List.of(LocalDate.now(LONDON).toString(), "2999-12-31", "2999-12-31T23:59:59Z")) {
            String dataset = monthly();
            publish(dataset, FIRST);
            Response answer = given().get(records(dataset) + "?as_at=" + time);
            assertThat(figures(answer.jsonPath())).hasSize(3);
            assertThat(answer.header("Cache-Control")).doesNotContain("immutable");
            assertThat(answer.jsonPath().getString("warnings[0].parameter")).isEqualTo("as_at");
            publish(dataset, NEXT_MONTH);
            Response later =
                    given().header("If-None-Match", answer.header("ETag")).get(records(dataset) + "?as_at=" + time);
            assertThat(later.statusCode()).isEqualTo(200);
            assertThat(figures(later.jsonPath())).hasSize(4);
        }
    }

    /** The instants of publication are moved, as no test can wait for days. */
    @Test
    void aDateIsTheEndOfThatDayInLondon() throws SQLException {
        String dataset = monthly();
        publish(dataset, FIRST);
        publish(dataset, REVISION);
        movePublications(dataset, "2024-05-09T22:59:59.999999Z", "2024-05-09T23:00:00Z");

        assertThat(edition(dataset, "2024-05-09")).isEqualTo("2024-05-09T22:59:59.999999Z");
        assertThat(edition(dataset, "2024-05-10")).isEqualTo("2024-05-09T23:00:00Z");
        assertThat(edition(dataset, "2024-05-09T23:59:59.9999999%2B01:00")).isEqualTo("2024-05-09T22:59:59.999999Z");
        assertThat(edition(dataset, "2024-05-10T00:00:00+01:00")).isEqualTo("2024-05-09T23:00:00Z");
        assertThat(given().get(records(dataset) + "?as_at=2024-05-10").header("Cache-Control"))
                .as("still live, and was for certain")
                .contains("immutable");
        assertThat(get(records(dataset) + "?as_at=2024-05-10").getList("warnings"))
                .isEmpty();
        assertTooEarly(given().get(records(dataset) + "?as_at=2024-05-08"), "2024-05-09T22:59:59.999999Z");
    }

    @Test
    void aPublicationIsAlwaysLaterThanTheOneBefore() throws SQLException {
        String dataset = monthly();
        publish(dataset, FIRST);
        movePublications(dataset, "2999-01-01T00:00:00Z");

        assertThat(publish(dataset, REVISION)).isEqualTo("2999-01-01T00:00:00.000001Z");
    }

    @Test
    void beforeTheFirstPublicationThereWasNothing() {
        String dataset = monthly();
        JsonPath empty = assertProblem(given().get(records(dataset) + "?as_at=2024-05-09"), 404, "edition-not-found");
        assertThat(empty.getString("detail")).isEqualTo("Nothing of this dataset has been published yet.");
        Instant first = publish(dataset, FIRST);

        assertTooEarly(given().get(records(dataset) + "?as_at=" + first.minusNanos(1)), first.toString());
        publish(dataset, REVISION);
        assertTooEarly(given().get(records(dataset) + "?as_at=2024-05-09"), first.toString());
        assertTooEarly(given().get("/v1/datasets/" + dataset + "/quality?as_at=2024-05-09"), first.toString());
    }

    @Test
    void oneRecordIsReadAsItWas() {
        String dataset = monthly();
        Instant first = publish(dataset, FIRST);
        publish(dataset, REVISION);
        publish(dataset, NEXT_MONTH);
        String september = records(dataset) + "/2021-09-01,11J,Attended,GP,Telephone,Same Day?as_at=" + first;
        String november = records(dataset) + "/2021-11-01,11J,Attended,GP,Telephone,Same Day?as_at=";

        Response then = given().get(september);

        assertThat(then.jsonPath().getInt("data.count_of_appointments")).isEqualTo(10);
        assertThat(then.jsonPath().getString("edition.published_at")).isEqualTo(first.toString());
        assertThat(then.header("Cache-Control")).contains("immutable");
        assertProblem(given().get(november + first), 404, "record-not-found");
        assertThat(given().get(november + LocalDate.now(LONDON)).header("Cache-Control"))
                .doesNotContain("immutable");
    }

    @Test
    void theQualityReportIsOfTheReleaseThatWasTheNewest() throws SQLException {
        String dataset = monthly();
        publish(dataset, FIRST);
        publish(dataset, REVISION);
        movePublications(dataset, "2024-05-09T08:30:00Z", "2024-06-13T08:30:00Z");
        String quality = "/v1/datasets/" + dataset + "/quality";

        assertThat(get(quality + "?as_at=2024-06-12").getString("release")).isEqualTo("2021-10.1");
        assertThat(get(quality + "?as_at=2024-06-12").getString("dimensions[3].formula"))
                .contains("out of the 34 days since");
        assertThat(get(quality + "?as_at=2024-06-13").getString("release")).isEqualTo("2021-09.1");
        assertThat(get(quality).getString("release")).isEqualTo("2021-09.1");
        assertProblem(given().get(quality + "?as_at=soon"), 400, "parameter-invalid");
        assertProblem(given().get(quality + "?as_at=2024-06-12&release=2021-10.1"), 400, "parameter-invalid");
        assertProblem(given().get(quality + "?as_at=2024-06-12&as_at=2024-06-13"), 400, "parameter-invalid");
        assertThat(assertProblem(given().get(quality + "?asat=2024-06-12"), 400, "parameter-invalid")
                        .getString("errors[0].did_you_mean"))
                .isEqualTo("as_at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "as_at=",
                "as_at=yesterday",
                "as_at=2024-02-30",
                "as_at=2024-05-09T09:30:00",
                "as_at=2024-05-09&as_at=2024-05-10",
                "as_at=2999-05-09&release=2021-10.1",
                "as_at=2999-05-09&release=none-such"
            })
    void whatCannotBeAskedNamesTheParameter(String question) {
        String dataset = monthly();
        publish(dataset, FIRST);
        JsonPath problem = assertProblem(given().get(records(dataset) + "?" + question), 400, "parameter-invalid");
        assertThat(problem.getString("errors[0].parameter")).isEqualTo("as_at");
    }

    @Test
    void aCursorBelongsToItsTime() {
        String dataset = monthly();
        Instant first = publish(dataset, FIRST);
        Instant second = publish(dataset, REVISION);
        String cursor = get(records(dataset) + "?limit=1&as_at=" + first)
                .getString("page.next")
                .replaceAll(".*cursor=", "");
        String ofNow = get(records(dataset) + "?limit=1").getString("page.next").replaceAll(".*cursor=", "");

        assertThat(get(records(dataset) + "?as_at=" + first + "&cursor=" + cursor)
                        .getList("data"))
                .hasSize(2);
        for (String other : List.of(
                "as_at=" + second + "&cursor=" + cursor, "cursor=" + cursor, "as_at=" + second + "&cursor=" + ofNow)) {
            JsonPath problem = assertProblem(given().get(records(dataset) + "?" + other), 400, "cursor-invalid");
            assertThat(problem.getString("detail")).contains("as_at");
        }
    }

    @Test
    void aPlusSignNeedNotBeEncoded() {
        String dataset = monthly();
        publish(dataset, FIRST);
        Instant second = publish(dataset, REVISION);
        publish(dataset, NEXT_MONTH);
        String time = second.atOffset(ZoneOffset.ofHours(1)).toString();
        String question = records(dataset) + "?limit=1&as_at=";

        for (String spelled : List.of(time, time.replace("+", "%2B"), time.replace("+", "%20"))) {
            assertThat(get(question + spelled).getString("edition.published_at"))
                    .isEqualTo(second.toString());
            assertThat(allRecords(question + spelled)).hasSize(3);
        }
    }

    private String monthly() {
        return monthly("\"appointment_month\", \"icb_ons_code\"");
    }

    /** An empty dataset of appointments whose releases are the truth for what they hold. */
    private String monthly(String sliceBy) {
        String dataset = "past-" + UUID.randomUUID();
        registerLike(
                "gp-appointments",
                dataset,
                manifest -> manifest.replace(
                        "\"slice_by\": [\"appointment_month\", \"icb_ons_code\"]", "\"slice_by\": [" + sliceBy + "]"));
        return dataset;
    }

    /** Brings a release in, and says when it was published. */
    private static Instant publish(String dataset, String file) {
        assertPublished(load(dataset, "a.csv", file), (int) file.lines().count() - 1);
        return Instant.parse(get(records(dataset) + "?limit=1").getString("edition.published_at"));
    }

    private void movePublications(String dataset, String... instants) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement move = connection.prepareStatement(
                        "update edition set published_at = ?::timestamptz where number = (select number from edition"
                                + " where dataset = ? order by number offset ? limit 1)");
                PreparedStatement moveReleases = connection.prepareStatement(
                        "update release set published_at = (select min(published_at) from edition where edition.dataset = ?"
                                + " and release.id = any(edition.releases)) where dataset = ?")) {
            for (int at = 0; at < instants.length; at++) {
                move.setString(1, instants[at]);
                move.setString(2, dataset);
                move.setInt(3, at);
                move.executeUpdate();
            }
            moveReleases.setString(1, dataset);
            moveReleases.setString(2, dataset);
            moveReleases.executeUpdate();
        }
        Instant latest = Instant.now().plusSeconds(10);
        while (!get(records(dataset)).getString("edition.published_at").equals(instants[instants.length - 1])) {
            assertThat(Instant.now()).as("noticed in time").isBefore(latest);
            pause();
        }
    }

    private static void assertTooEarly(Response answer, String first) {
        JsonPath problem = assertProblem(answer, 404, "edition-not-found");
        assertThat(problem.getString("errors[0].parameter")).isEqualTo("as_at");
        assertThat(problem.getString("detail")).contains(" " + first + ";");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private static String records(String dataset) {
        return "/v1/datasets/" + dataset + "/records";
    }

    private static String edition(String dataset, String time) {
        return get(records(dataset) + "?as_at=" + time).getString("edition.published_at");
    }

    private static String[] live(String dataset) {
        return figures(get(records(dataset)));
    }

    private static String[] asAt(String dataset, Object time) {
        return figures(get(records(dataset) + "?as_at=" + time));
    }

    /** Month, place and figure of each record, sorted. */
    private static String[] figures(JsonPath page) {
        return page.<Map<String, Object>>getList("data").stream()
                .map(record -> record.get("appointment_month").toString().substring(0, 7) + " "
                        + record.get("sub_icb_location_code") + " " + record.get("count_of_appointments"))
                .sorted()
                .toArray(String[]::new);
    }

    private static String[] concat(String[] figures, String another) {
        List<String> all = new ArrayList<>(List.of(figures));
        all.add(another);
        return all.toArray(String[]::new);
    }

    private static String file(String... figures) {
        StringBuilder file = new StringBuilder(HEADER);
        for (String figure : figures) {
            String[] parts = figure.split(" ", -1);
            String area = parts[1].equals("15N") ? "E54000037" : "E54000041";
            file.append(String.join(
                            ",",
                            parts[1],
                            "E38000045",
                            parts[1],
                            area,
                            parts[1],
                            "E40000006",
                            "South West",
                            parts[0],
                            "Attended",
                            "GP",
                            "Telephone",
                            "Same Day",
                            parts[2]))
                    .append('\n');
        }
        return file.toString();
    }
}
