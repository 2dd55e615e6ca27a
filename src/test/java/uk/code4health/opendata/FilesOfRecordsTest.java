package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as files to keep: what the formats have in common, and how NDJSON is written. */
@QuarkusTest
class FilesOfRecordsTest extends ServiceTest {

    private static final String RECORDS = "/v1/datasets/files/records";
    private static final String FIELDS = "fields=primary_level,primary_level_description,measure_value,"
            + "measure_value_status,reporting_period_start";

    private static final String FILE = """
            REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE
            01/04/2024,30/04/2024,Final,Provider,8E782,ÉCOLE DE SANTÉ,NONE,NONE,M1,"Spells, all",10
            01/04/2024,30/04/2024,Final,Provider,RX1,=HYPERLINK(1),NONE,NONE,M1,"Spells, all",2.50
            01/04/2024,30/04/2024,Final,Provider,RX2,"He said ""no\""",NONE,NONE,M1,"Spells, all",*
            01/04/2024,30/04/2024,Final,Provider,RX3,,NONE,NONE,M1,"Spells, all",NULL
            """;

    @TestHTTPResource
    URL service;

    @BeforeEach
    void fourRecords() {
        registerLike("mental-health-waits", "files");
        load("files", "four.csv", FILE);
    }

    @Test
    void ndjsonHasARecordALineWithTheValuesOfJson() {
        Response lines = given().get(RECORDS + "?format=ndjson&" + FIELDS);

        assertThat(lines.contentType()).isEqualTo("application/x-ndjson");
        assertThat(lines.asString()).isEqualTo("""
                {"primary_level":"8E782","primary_level_description":"ÉCOLE DE SANTÉ","measure_value":10,"measure_value_status":null,"reporting_period_start":"2024-04-01"}
                {"primary_level":"RX1","primary_level_description":"=HYPERLINK(1)","measure_value":2.50,"measure_value_status":null,"reporting_period_start":"2024-04-01"}
                {"primary_level":"RX2","primary_level_description":"He said \\"no\\"","measure_value":null,"measure_value_status":"suppressed","reporting_period_start":"2024-04-01"}
                {"primary_level":"RX3","primary_level_description":null,"measure_value":null,"measure_value_status":"not_available","reporting_period_start":"2024-04-01"}
                """);
        String json = given().get(RECORDS + "?" + FIELDS).asString();
        lines.asString().lines().forEach(line -> assertThat(json).contains(line));
    }

    @Test
    void ndjsonOfNothingIsEmpty() throws IOException {
        RawAnswer nothing = ask("GET", "?format=ndjson&primary_level=ZZ9");
        assertThat(nothing.text()).isEmpty();
        assertThat(nothing.trailer("X-Record-Count")).hasValue("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/x-ndjson", "application/jsonl", "application/x-ndjson;charset=utf-8, */*;q=0.1"})
    void ndjsonIsAskedForByItsMediaTypes(String accept) {
        Response lines = given().accept(accept).get(RECORDS);
        assertThat(lines.contentType()).isEqualTo("application/x-ndjson");
        assertThat(lines.asString().lines()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "csv, identity, 5",
        "csv, gzip, 5",
        "csv, zstd, 5",
        "ndjson, identity, 4",
        "ndjson, gzip, 4",
        "ndjson, zstd, 4"
    })
    void aFileOfAllRecordsEndsWithTheirCountAndItsDigest(String format, String coding, int lines) throws IOException {
        RawAnswer file = ask("GET", "?format=" + format, "Accept-Encoding: " + coding);

        assertThat(file.status()).isEqualTo(200);
        assertThat(new String(file.decoded(), StandardCharsets.UTF_8).lines()).hasSize(lines);
        assertThat(file.header("Trailer")).isPresent();
        assertThat(file.trailer("X-Record-Count")).hasValue("4");
        assertThat(file.trailer("Content-Digest"))
                .hasValue("sha-256=:" + Base64.getEncoder().encodeToString(DigestUtils.sha256(file.body())) + ":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "xlsx", "parquet"})
    void theHeadersOfAFileSayWhatItIs(String format) {
        String address = RECORDS + "?format=" + format;
        Response file = given().get(address);
        Response head = given().head(address);

        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"files." + format + "\"");
        assertThat(file.getHeaders().getValues("Link"))
                .anyMatch(link -> link.contains("open-government-licence") && link.endsWith("rel=\"license\""))
                .anyMatch(link -> link.endsWith("/schema>; rel=\"describedby\""));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.asString()).isEmpty();
        for (String name : List.of("ETag", "Content-Type", "Content-Disposition", "X-Total-Count", "Cache-Control")) {
            assertThat(head.header(name)).as(name).isNotBlank().isEqualTo(file.header(name));
        }
        assertThat(given().header("If-None-Match", file.header("ETag"))
                        .get(address)
                        .statusCode())
                .isEqualTo(304);
        assertThat(given().get(RECORDS).header("ETag")).isNotEqualTo(file.header("ETag"));
    }

    @ParameterizedTest
    @CsvSource({"csv, 4", "ndjson, 3"})
    void aLimitedFileLeadsOnToTheNext(String format, int lines) throws IOException {
        RawAnswer part = ask("GET", "?limit=3&format=" + format);

        assertThat(part.text().lines()).hasSize(lines);
        assertThat(part.trailers()).isEmpty();
        assertThat(part.headers())
                .anyMatch(header -> header.contains("format=" + format)
                        && header.contains("cursor=")
                        && header.endsWith("; rel=\"next\""));
    }

    private RawAnswer ask(String method, String question, String... headers) throws IOException {
        return RawAnswer.to(service, method, RECORDS + question, headers);
    }
}
