package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.code4health.opendata.roundtrip.WorkbookRows;

/** Records as a workbook, read as another program reads it. */
@QuarkusTest
class WorkbookOfRecordsTest extends ServiceTest {

    private static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String HEADER =
            "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,"
                    + "SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE\n";

    @TestHTTPResource
    URL service;

    @TempDir
    Path folder;

    private void publish(String dataset, String... cells) {
        registerLike("mental-health-waits", dataset);
        StringBuilder file = new StringBuilder(HEADER);
        for (String cell : cells) {
            file.append("01/04/2024,30/04/2024,Final,Provider,").append(cell).append('\n');
        }
        assertPublished(load(dataset, "some.csv", file.toString()), cells.length);
    }

    @Test
    void cellsAreWhatTheirFieldsAre() throws IOException {
        publish(
                "typed",
                "0012,=HYPERLINK(1),NONE,NONE,1E5,M,10",
                "8E782,_x0041_ & \u0001,NONE,NONE,123456789012345678,M,2.50",
                "RX2,,NONE,NONE,M1,M,*",
                "RX3,+1,NONE,NONE,M1,M,1234567890123456.5");
        try (XSSFWorkbook workbook = workbook("typed", "")) {
            XSSFSheet sheet = workbook.getSheet("Records");
            assertThat(sheet.getLastRowNum()).isEqualTo(4);
            assertThat(cell(sheet, 1, "primary_level")).isEqualTo("0012");
            assertThat(cell(sheet, 1, "primary_level_description")).isEqualTo("=HYPERLINK(1)");
            assertThat(cell(sheet, 1, "measure_id")).isEqualTo("1E5");
            assertThat(cell(sheet, 1, "measure_value")).isEqualTo(10.0);
            assertThat(cell(sheet, 1, "reporting_period_start")).isEqualTo(LocalDateTime.parse("2024-04-01T00:00:00"));
            assertThat(cell(sheet, 2, "measure_id")).isEqualTo("123456789012345678");
            assertThat(cell(sheet, 2, "primary_level_description")).isEqualTo("_x0041_ & \u0001");
            assertThat(cell(sheet, 2, "measure_value")).isEqualTo(2.5);
            assertThat(cell(sheet, 3, "primary_level_description")).isNull();
            assertThat(cell(sheet, 3, "measure_value")).isNull();
            assertThat(cell(sheet, 3, "measure_value_status")).isEqualTo("suppressed");
            assertThat(cell(sheet, 4, "measure_value")).isEqualTo("1234567890123456.5");
            sheet.forEach(
                    row -> row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA)));
        }
    }

    @Test
    void aSheetIsATableUnderOneHeaderThatStaysInView() throws IOException {
        publish("accessible", "RX1,A,NONE,NONE,M1,M,1", "RX2,B,NONE,NONE,M1,M,2");
        try (XSSFWorkbook workbook = workbook("accessible", "")) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(3);
            workbook.forEach(each -> {
                XSSFSheet sheet = (XSSFSheet) each;
                assertThat(sheet.getNumMergedRegions()).isZero();
                assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
                assertThat((int) sheet.getPaneInformation().getHorizontalSplitPosition())
                        .isEqualTo(1);
                assertThat(sheet.getTables()).singleElement().satisfies(table -> {
                    assertThat(table.getName()).isEqualTo(sheet.getSheetName());
                    assertThat(table.getEndRowIndex()).isEqualTo(sheet.getLastRowNum());
                });
                sheet.getRow(0).forEach(cell -> assertThat(
                                workbook.getFontAt(cell.getCellStyle().getFontIndex())
                                        .getBold())
                        .isTrue());
            });
            assertThat(workbook.getProperties().getCoreProperties().getTitle())
                    .isEqualTo("Community mental health waiting times");
            assertThat(workbook.getProperties().getCoreProperties().getCreator())
                    .isEqualTo("NHS England");
        }
    }

    @Test
    void theOtherSheetsSayWhatTheFieldsMeanAndWhereTheRecordsAreFrom() throws IOException {
        publish("described", "RX1,A,NONE,NONE,M1,M,1", "RX2,B,NONE,NONE,M1,M,2", "RX2,B,NONE,NONE,M2,M,*");
        try (XSSFWorkbook workbook =
                workbook("described", "&primary_level=RX2&limit=1&fields=measure_value,measure_value_status")) {
            Map<String, Object> about = column(workbook.getSheet("About"), 1);
            assertThat(about.get("Attribution").toString()).contains("Open Government Licence v3.0");
            assertThat(about)
                    .containsEntry("Dataset", "described")
                    .containsEntry(
                            "Edition", get("/v1/datasets/described/records").getString("edition.id"))
                    .containsEntry(
                            "Question",
                            "/v1/datasets/described/records?fields=measure_value%2Cmeasure_value_status&format=xlsx&limit=1&primary_level=RX2")
                    .containsEntry("Records", "1 of 2 that match the question. The edition has 3.")
                    .containsKeys("More records", "Licence address", "Releases", "Published here");
            XSSFSheet fields = workbook.getSheet("Fields");
            assertThat(column(fields, 0)).containsOnlyKeys("measure_value", "measure_value_status");
            assertThat(column(fields, 3)).containsEntry("measure_value", "number");
            assertThat(column(fields, 6).get("measure_value_status").toString())
                    .contains("suppressed: hidden by the publisher");
            assertThat(column(fields, 7).get("measure_value").toString()).contains("\"*\" suppressed");
        }
    }

    @Test
    void aTextLongerThanACellHoldsIsCutAndThatIsSaid() throws IOException {
        publish(
                "long",
                "RX1," + "é".repeat(40_000) + ",NONE,NONE,M1,M,1",
                "RX2," + "x".repeat(32_767) + ",NONE,NONE,M1,M,2");
        try (XSSFWorkbook workbook = workbook("long", "")) {
            XSSFSheet sheet = workbook.getSheet("Records");
            assertThat(cell(sheet, 1, "primary_level_description").toString())
                    .hasSize(32_767)
                    .endsWith("é [cut]");
            assertThat(cell(sheet, 2, "primary_level_description")).isEqualTo("x".repeat(32_767));
            assertThat(column(workbook.getSheet("About"), 1).get("Cut texts").toString())
                    .startsWith("1 texts are longer");
        }
    }

    @Test
    void itIsTheSameBytesEachTimeAndEndsWithItsDigest() throws IOException, InterruptedException {
        publish("same", "RX1,A,NONE,NONE,M1,M,1");
        RawAnswer first = ask("same");
        Thread.sleep(2_100); // the time in a ZIP is of two seconds
        RawAnswer second = ask("same");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.header("Content-Encoding")).isEmpty();
        assertThat(first.header("ETag").orElseThrow()).startsWith("\"");
        assertThat(first.trailer("X-Record-Count")).hasValue("1");
        assertThat(first.trailer("Content-Digest"))
                .hasValue("sha-256=:" + Base64.getEncoder().encodeToString(DigestUtils.sha256(first.body())) + ":");
    }

    @Test
    void itIsAZipThatCanBeReadFromItsBeginning() throws IOException {
        publish("zipped", "RX1,A,NONE,NONE,M1,M,1");
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(ask("zipped").body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("[Content_Types].xml");
            while (zip.getNextEntry() != null) {
                zip.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    @Test
    void aWorkbookOfNothingHasItsHeader() throws IOException {
        publish("nothing", "RX1,A,NONE,NONE,M1,M,1");
        try (XSSFWorkbook workbook = workbook("nothing", "&primary_level=ZZ")) {
            XSSFSheet sheet = workbook.getSheet("Records");
            assertThat(sheet.getLastRowNum()).isZero();
            assertThat(sheet.getTables().get(0).getEndRowIndex()).isEqualTo(1);
            assertThat(column(workbook.getSheet("About"), 1))
                    .containsEntry("Records", "0 of 0 that match the question. The edition has 1.");
        }
    }

    @Test
    void itIsAskedForByItsMediaType() {
        publish("accepted", "RX1,A,NONE,NONE,M1,M,1");
        assertThat(given().accept(MEDIA_TYPE + ", */*;q=0.1")
                        .get("/v1/datasets/accepted/records")
                        .contentType())
                .isEqualTo(MEDIA_TYPE);
    }

    @Test
    void moreRecordsThanASheetHoldsAreRefusedBeforeAnythingIsSent() throws IOException {
        int records = 1_048_576;
        registerLike("gp-registered-patients", "too-many");
        assertPublished(
                load("too-many", RegisteredPatients.write(folder.resolve("many.csv"), "01JAN2024", records, 3)),
                records);
        String address = "/v1/datasets/too-many/records?format=xlsx";
        JsonPath problem = given().get(address).jsonPath();
        assertThat(problem.getInt("status")).isEqualTo(400);
        assertThat(problem.getString("type")).endsWith("/problems/too-many-for-a-sheet");
        assertThat(problem.getString("detail")).contains("1,048,576 records").contains("1,048,575");
        assertThat(problem.getList("errors[0].allowed")).contains("csv", "parquet");
        assertThat(given().head(address).statusCode()).isEqualTo(400);
        assertThat(given().head(address + "&offset=1").statusCode()).isEqualTo(200);
        assertThat(given().head(address + "&sex=MALE").statusCode()).isEqualTo(200);
        assertThat(given().get(address + "&limit=1").statusCode()).isEqualTo(200);
    }

    private RawAnswer ask(String dataset) throws IOException {
        return RawAnswer.to(
                service, "GET", "/v1/datasets/" + dataset + "/records?format=xlsx", "Accept-Encoding: gzip");
    }

    private static XSSFWorkbook workbook(String dataset, String question) {
        return WorkbookRows.open(given().urlEncodingEnabled(false)
                .get("/v1/datasets/" + dataset + "/records?format=xlsx" + question)
                .asByteArray());
    }

    private static Object cell(XSSFSheet sheet, int row, String field) {
        for (Cell header : sheet.getRow(0)) {
            if (header.getStringCellValue().equals(field)) {
                return WorkbookRows.value(sheet.getRow(row).getCell(header.getColumnIndex()));
            }
        }
        throw new AssertionError("no column " + field);
    }

    private static Map<String, Object> column(XSSFSheet sheet, int column) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Row row : sheet) {
            if (row.getRowNum() > 0) {
                values.put(row.getCell(0).getStringCellValue(), WorkbookRows.value(row.getCell(column)));
            }
        }
        return values;
    }
}
