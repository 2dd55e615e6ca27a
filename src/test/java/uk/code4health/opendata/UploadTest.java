package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a file: published whole, or refused with a reason while the last release is still served. */
@QuarkusTest
class UploadTest extends ServiceTest {

    private static final String HEADER =
            "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n";
    private static final String GOOD = HEADER
            + "P,01JAN2021,GP,00L,E38000130,A84002,NE65 7UW,ALL,ALL,5903\nP,01JAN2021,GP,00L,E38000130,A84003,NE63 9UT,ALL,ALL,1\n";

    private String dataset = "";

    @BeforeEach
    void oneReleaseIsLive() {
        dataset = "uploads-" + Long.toString(System.nanoTime(), 36);
        registerLike("gp-registered-patients", dataset);
        assertPublished(load(dataset, "good.csv", GOOD), 2);
    }

    @Test
    void theSameFileAgainIsNoNewRelease() {
        JsonPath again = load(dataset, "renamed.csv", GOOD);
        assertThat(again.getString("state")).isEqualTo("done");
        assertThat(again.getBoolean("unchanged")).isTrue();
        assertThat(again.getString("release.id")).isEqualTo("2021-01.1");
        assertThat(get("/v1/datasets/" + dataset + "/releases").getList("data")).hasSize(1);
    }

    @Test
    void anotherMonthIsAddedAndARevisedOneReplaced() {
        assertPublished(load(dataset, "feb.csv", GOOD.replace("01JAN2021", "01FEB2021")), 2);
        assertThat(get(records()).getInt("page.total")).isEqualTo(4);
        assertPublished(load(dataset, "jan.csv", GOOD.replace(",5903", ",6000")), 2);
        assertThat(get(records() + "?extract_date=2021-01-01&practice_code=A84002")
                        .getInt("data[0].number_of_patients"))
                .isEqualTo(6_000);
        assertThat(get(records()).getInt("page.total")).isEqualTo(4);
        assertThat(get(records()).getList("edition.releases")).containsExactly("2021-01.2", "2021-02.1");
    }

    @Test
    void gzipAndZipAreOpened() throws IOException {
        assertPublished(load(dataset, "feb.csv.gz", gzip(GOOD.replace("01JAN2021", "01FEB2021"))), 2);
        assertPublished(load(dataset, "mar.zip", zip("data.csv", GOOD.replace("01JAN2021", "01MAR2021"))), 2);
        assertThat(get(records()).getInt("page.total")).isEqualTo(6);
    }

    @Test
    void anUnreadableRowIsReportedWithLineFieldAndReason() {
        JsonPath job = load(dataset, "bad.csv", GOOD.replace(",5903", ",many") + "short,row\n");
        assertQuarantined(job, "rows-rejected");
        assertThat(job.getString("problem.detail"))
                .endsWith("at line 2, field number_of_patients: The cell is not a whole number. It is \"many\".");
        assertThat(job.getInt("rows_rejected")).isEqualTo(2);
        assertThat(job.getInt("findings[0].line")).isEqualTo(2);
        assertThat(job.getString("findings[0].field")).isEqualTo("number_of_patients");
        assertThat(job.getString("findings[0].value")).isEqualTo("many");
        assertThat(job.getString("findings[0].reason")).isEqualTo("The cell is not a whole number.");
        assertThat(job.getInt("findings[1].line")).isEqualTo(4);
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() {
        JsonPath job = load(dataset, "bad.csv", GOOD.replace("NUMBER_OF_PATIENTS", "NUMBER_OF_PATIENT"));
        assertQuarantined(job, "layout-changed");
        assertThat(job.getString("problem.detail")).contains("NUMBER_OF_PATIENTS", "\"NUMBER_OF_PATIENT\"");
    }

    @Test
    void movedColumnsAndColumnsNobodyRegisteredDoNoHarm() {
        String moved = """
                EXTRA, number_of_PATIENTS ,PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE
                ?,77,P,01FEB2021,GP,00L,E38000130,A84002,NE65 7UW,ALL,ALL
                """;
        JsonPath job = load(dataset, "moved.csv", moved);
        assertPublished(job, 1);
        assertThat(job.getString("findings[0].kind")).isEqualTo("layout");
        assertThat(job.getString("findings[0].field")).isEqualTo("EXTRA");
        assertThat(get(records() + "?extract_date=2021-02-01").getInt("data[0].number_of_patients"))
                .isEqualTo(77);
    }

    @Test
    void aColumnThatThePublisherRenamedIsFoundByItsOtherName() {
        String renamed = GOOD.replace("ONS_CCG_CODE", "ONS_SUB_ICB_LOCATION_CODE")
                .replace(",CCG_CODE", ",SUB_ICB_LOCATION_CODE")
                .replace("01JAN2021", "01AUG2022");
        assertPublished(load(dataset, "renamed.csv", renamed), 2);
        assertThat(get(records() + "?extract_date=2022-08-01").getString("data[0].ccg_code"))
                .isEqualTo("00L");
    }

    @Test
    void aRepeatedKeyIsNamedWithItsLines() {
        JsonPath job = load(dataset, "bad.csv", GOOD + "P,01JAN2021,GP,00L,E38000130,A84002,NE65 7UW,ALL,ALL,9\n");
        assertQuarantined(job, "keys-repeated");
        assertThat(job.getString("problem.detail")).contains("2, 4", "A84002");
    }

    @Test
    void whatIsNoCsvIsSaidToBeWhatItIs() throws IOException {
        assertFailed(load(dataset, "data.zip", "<!DOCTYPE html><html><body>Not found</body></html>"), "web page");
        assertFailed(load(dataset, "data.csv", ""), "empty");
        assertFailed(load(dataset, "data.csv", "%PDF-1.7 x"), "PDF");
        byte[] cut = gzip(GOOD.repeat(1_000));
        assertFailed(load(dataset, "cut.gz", Arrays.copyOf(cut, cut.length / 2)), "cut short");
        assertFailed(load(dataset, "readme.zip", zip("readme.pdf", "x")), "without a data file");
        assertFailed(load(dataset, "book.zip", zip("[Content_Types].xml", "<x/>")), "Excel");
        assertFailed(
                load(dataset, "latin.csv", GOOD.replace("NE65", "N\u00a365").getBytes(StandardCharsets.ISO_8859_1)),
                "0xa3 at line 2, column 38");
        assertFailed(
                load(dataset, "quote.csv", HEADER + "\"P,01JAN2021,GP\n" + "x,y\n".repeat(2_000_000)),
                "quotation mark");
    }

    @Test
    void aHeaderAloneHoldsNoRecords() {
        assertQuarantined(load(dataset, "header.csv", HEADER), "no-records");
    }

    @Test
    void whatNamesARecordAndWhatAFileReplacesCannotChangeUnderReleases() throws IOException {
        String manifest = Files.readString(Path.of("datasets", "gp-registered-patients", "datapackage.json"))
                .replaceFirst("\"name\": \"gp-registered-patients\"", "\"name\": \"" + dataset + "\"");
        assertThatThrownBy(() -> registrar.register(
                        manifest.replace(
                                "\"slice_by\": [\"extract_date\"]", "\"slice_by\": [\"extract_date\", \"sex\"]"),
                        dataset))
                .hasMessageContaining("/publication/slice_by: what it was, [extract_date]");
        assertThatThrownBy(() ->
                        registrar.register(manifest.replaceFirst("\"age\"\\s*\\]", "\"age\", \"postcode\"]"), dataset))
                .hasMessageContaining("/resources/0/schema/primaryKey: what it was");
        assertStillServed();
    }

    @Test
    void whatIsRefusedLeavesNoGapThatTellsOfIt() {
        load(dataset, "bad.csv", GOOD.replace(",5903", ",many"));
        assertPublished(load(dataset, "jan.csv", GOOD.replace(",5903", ",6000")), 2);
        assertThat(get("/v1/datasets/" + dataset + "/releases").getList("data.id"))
                .containsExactly("2021-01.2", "2021-01.1");
        assertThat(get(records() + "?release=2021-01.2").getString("edition.id"))
                .isEqualTo("2021-01.2");
    }

    @Test
    void withoutTheTokenNothingIsTaken() {
        String releases = "/v1/publishing/datasets/" + dataset + "/releases";
        assertProblem(
                given().multiPart("file", "x.csv", GOOD.getBytes(StandardCharsets.UTF_8))
                        .post(releases),
                401,
                "unauthenticated");
        assertProblem(
                given().header("Authorization", "Bearer wrong")
                        .multiPart("file", "x.csv", new byte[1])
                        .post(releases),
                401,
                "unauthenticated");
        assertProblem(publishing().multiPart("other", "x").post(releases), 400, "upload-invalid");
        assertProblem(
                publishing().multiPart("file", "x.csv", new byte[1]).post("/v1/publishing/datasets/nowhere/releases"),
                404,
                "dataset-not-found");
        assertProblem(publishing().get("/v1/publishing/jobs/none"), 404, "job-not-found");
        assertProblem(given().get("/v1/publishing/jobs/none"), 401, "unauthenticated");
    }

    private String records() {
        return "/v1/datasets/" + dataset + "/records";
    }

    private void assertQuarantined(JsonPath job, String problem) {
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("done");
        assertThat(job.getString("release.state")).isEqualTo("quarantined");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/" + problem);
        assertStillServed();
    }

    private void assertFailed(JsonPath job, String reason) {
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("failed");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/file-unreadable");
        assertThat(job.getString("problem.detail")).contains(reason);
        assertStillServed();
    }

    private void assertStillServed() {
        JsonPath page = get(records());
        assertThat(page.getInt("page.total")).isEqualTo(2);
        assertThat(page.getList("edition.releases")).containsExactly("2021-01.1");
        assertThat(get("/v1/datasets/" + dataset + "/releases").getList("data")).hasSize(1);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("__MACOSX/._" + name));
            out.putNextEntry(new ZipEntry(name));
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("notes.pdf"));
        }
        return bytes.toByteArray();
    }
}
