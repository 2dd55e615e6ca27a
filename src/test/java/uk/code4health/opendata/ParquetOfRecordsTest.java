package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.roundtrip.Parquet;

/** Records as a Parquet file, read as another program reads it. */
@QuarkusTest
class ParquetOfRecordsTest extends ServiceTest {

    private static final String MEDIA_TYPE = "application/vnd.apache.parquet";

    private static final String HEADER =
            "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,"
                    + "SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE\n";

    @TestHTTPResource
    URL service;

    private void publish(String dataset, String... values) {
        registerLike(
                "mental-health-waits", dataset, manifest -> manifest.replace("\"minimum\": 0", "\"minimum\": -1e40"));
        StringBuilder file = new StringBuilder(HEADER);
        for (int at = 0; at < values.length; at++) {
            file.append("01/04/2024,30/04/2024,Final,Provider,00").append(at).append(",=1+1,NONE,NONE,M1,M,");
            file.append(values[at]).append('\n');
        }
        assertPublished(load(dataset, "some.csv", file.toString()), values.length);
    }

    @Test
    void columnsHaveTheirFieldsTypesAndValues() {
        publish("typed-columns", "10", "2.50", "*", "-3.1");
        Parquet file = parquet("typed-columns", "");
        assertThat(file.types())
                .containsEntry("primary_level", "VARCHAR")
                .containsEntry("reporting_period_start", "DATE")
                .containsEntry("measure_value", "DECIMAL(18,2)")
                .containsEntry("measure_value_status", "VARCHAR");
        assertThat(file.column("primary_level")).containsExactly("000", "001", "002", "003");
        assertThat(file.column("primary_level_description")).containsOnly("=1+1");
        assertThat(file.column("reporting_period_start")).containsOnly(LocalDate.parse("2024-04-01"));
        assertThat(file.column("measure_value"))
                .containsExactly(new BigDecimal("10.00"), new BigDecimal("2.50"), null, new BigDecimal("-3.10"));
        assertThat(file.column("measure_value_status")).containsExactly(null, null, "suppressed", null);
    }

    @Test
    void aNumbersTypeIsThatOfTheWholeEditionWhateverIsAsked() {
        publish("one-type", "10", "2.505");
        assertThat(parquet("one-type", "&primary_level=000").types()).containsEntry("measure_value", "DECIMAL(18,3)");
        assertThat(parquet("one-type", "&limit=1").column("measure_value")).containsExactly(new BigDecimal("10.000"));
    }

    @Test
    void numbersOfManyDigitsAreDecimalsWhileTheyFitAndTextsBeyond() {
        publish("many-digits", "-12345678901234567890.25", "7");
        assertThat(parquet("many-digits", "").types()).containsEntry("measure_value", "DECIMAL(38,2)");
        assertThat(parquet("many-digits", "").column("measure_value"))
                .containsExactly(new BigDecimal("-12345678901234567890.25"), new BigDecimal("7.00"));

        publish("too-many-digits", "123456789012345678901234567890.1234567890", "7");
        assertThat(parquet("too-many-digits", "").types()).containsEntry("measure_value", "VARCHAR");
        assertThat(parquet("too-many-digits", "").column("measure_value"))
                .containsExactly("123456789012345678901234567890.1234567890", "7");
    }

    @Test
    void itSaysWhatItIs() throws IOException {
        publish("told", "10", "*");
        Map<String, String> metadata = parquet("told", "&measure_value=10").metadata();
        assertThat(metadata)
                .containsEntry("dataset", "told")
                .containsEntry("edition", get("/v1/datasets/told/records").getString("edition.id"))
                .containsEntry("licence", "OGL-UK-3.0")
                .containsEntry("records", "1 of 1 that match the question. The edition has 2.")
                .containsEntry("question", "/v1/datasets/told/records?format=parquet&measure_value=10");
        JsonNode fields = new ObjectMapper().readTree(metadata.get("fields"));
        assertThat(fields.findValuesAsText("name")).contains("measure_value", "measure_value_status");
        assertThat(fields.findValuesAsText("description")).hasSameSizeAs(fields.findValuesAsText("name"));
    }

    @Test
    void itIsTheSameBytesEachTimeAndEndsWithItsDigest() throws IOException {
        publish("same-columns", "10", "2.5");
        List<RawAnswer> answers = List.of(ask("same-columns"), ask("same-columns"));
        RawAnswer first = answers.get(0);
        assertThat(answers.get(1).body()).isEqualTo(first.body());
        assertThat(first.header("Content-Type")).hasValue(MEDIA_TYPE);
        assertThat(first.header("Content-Encoding")).isEmpty();
        assertThat(first.header("ETag").orElseThrow()).startsWith("\"");
        assertThat(first.trailer("X-Record-Count")).hasValue("2");
        assertThat(first.trailer("Content-Digest"))
                .hasValue("sha-256=:" + Base64.getEncoder().encodeToString(DigestUtils.sha256(first.body())) + ":");
    }

    @Test
    void aFileOfNothingHasItsColumns() {
        publish("no-rows", "10");
        Parquet file = parquet("no-rows", "&primary_level=ZZ");
        assertThat(file.types()).containsKey("measure_value");
        assertThat(file.rows()).isEmpty();
    }

    @Test
    void itIsAskedForByItsMediaType() {
        publish("asked-for", "10");
        assertThat(given().accept(MEDIA_TYPE)
                        .get("/v1/datasets/asked-for/records")
                        .contentType())
                .isEqualTo(MEDIA_TYPE);
    }

    @Test
    void aPublishedFileComesThroughWhole() {
        registerLike("gp-practices", "practices-columns");
        assertPublished(load("practices-columns", PublishedFiles.file("ods/epraccur_2022-08.csv")), 14_963);
        List<Map<String, Object>> records =
                allRecords("/v1/datasets/practices-columns/records?limit=5000&fields=practice_code,name,open_date");
        List<Map<String, Object>> rows = parquet("practices-columns", "&fields=practice_code,name,open_date")
                .rows();
        rows.forEach(row -> row.computeIfPresent("open_date", (field, date) -> date.toString()));
        assertThat(rows).isEqualTo(records);
    }

    private RawAnswer ask(String dataset) throws IOException {
        return RawAnswer.to(
                service, "GET", "/v1/datasets/" + dataset + "/records?format=parquet", "Accept-Encoding: gzip");
    }

    private static Parquet parquet(String dataset, String question) {
        return Parquet.read(given().urlEncodingEnabled(false)
                .get("/v1/datasets/" + dataset + "/records?format=parquet" + question)
                .asByteArray());
    }
}
