package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader learns about the datasets before reading any. */
@QuarkusTest
class CatalogueTest extends ServiceTest {

    @Test
    void theEntryPointLeadsEverywhere() {
        JsonPath entry = get("/v1");
        assertThat(entry.getLong("datasets")).isGreaterThanOrEqualTo(5);
        assertThat(entry.getLong("records")).isPositive();
        for (String link : entry.<String, String>getMap("links").values()) {
            assertThat(given().get(link).statusCode()).as(link).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ae-attendances", "gp-practices", "gp-registered-patients", "mental-health-waits", "nhs-trusts"})
    void aBundledDatasetBeginsWithMarkedSampleDataAndDescribesEveryField(String id) {
        JsonPath dataset = get("/v1/datasets/" + id);
        assertThat(dataset.getBoolean("sample")).isTrue();
        assertThat(dataset.getLong("records")).isGreaterThan(20);
        assertThat(dataset.getString("licence.id")).isEqualTo("OGL-UK-3.0");
        assertThat(dataset.getString("last_release.id")).isNotBlank();
        assertThat(dataset.<String>getList("fields.description")).allMatch(text -> text.length() > 10);
        assertThat(get(dataset.getString("links.records")).getBoolean("edition.sample"))
                .isTrue();
        assertThat(get(dataset.getString("links.releases")).getBoolean("data[0].sample"))
                .isTrue();
    }

    @Test
    void theSchemaIsATableSchemaWithStatusCompanions() {
        JsonPath schema = get("/v1/datasets/mental-health-waits/schema");
        assertThat(schema.getString("'$schema'")).contains("datapackage.org");
        assertThat(schema.getList("primaryKey")).contains("measure_id");
        assertThat(schema.getList("fields.name")).contains("measure_value", "measure_value_status");
        assertThat(schema.getString(
                        "fields.find { it.name == 'measure_value' }.missingValues.find { it.value == '*' }.label"))
                .isEqualTo("suppressed");
        assertThat(schema.<String>getList("fields.find { it.name == 'measure_value_status' }.constraints.enum"))
                .containsExactly("not_available", "suppressed");
        assertThat(schema.getString("fields.find { it.name == 'reporting_period_start' }.format"))
                .isEqualTo("default");
        assertThat(get("/v1/datasets/ae-attendances/schema").getString("foreignKeys[0].reference.resource"))
                .isEqualTo("nhs-trusts");
    }

    @Test
    void columnsThatAreNotPublishedAreNowhere() {
        assertThat(get("/v1/datasets/gp-practices/schema").<String>getList("fields.name"))
                .noneMatch(name -> name.startsWith("reserved"));
        assertThat(get("/v1/datasets/gp-practices/records?limit=1").<String, Object>getMap("data[0]"))
                .doesNotContainKey("reserved_19");
    }

    @Test
    void theCatalogueIsSearchedSortedAndPaged() {
        assertThat(get("/v1/datasets?q=emergency").getList("data.id"))
                .contains("ae-attendances")
                .doesNotContain("gp-practices");
        assertThat(get("/v1/datasets?q=nothing-like-it").getList("data")).isEmpty();
        List<String> ids = get("/v1/datasets?sort=-id").getList("data.id");
        assertThat(ids).isSortedAccordingTo((one, other) -> other.compareTo(one));
        JsonPath first = get("/v1/datasets?limit=2&sort=-id");
        assertThat(first.getBoolean("page.complete")).isFalse();
        assertThat(get(first.getString("page.next")).getList("data.id")).isEqualTo(ids.subList(2, 4));
        assertProblem(given().get("/v1/datasets?sort=size"), 400, "parameter-invalid");
        assertProblem(given().get("/v1/datasets?cursor=nowhere"), 400, "cursor-invalid");
        assertProblem(given().get("/v1/datasets?colour=red"), 400, "parameter-invalid");
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        for (String address : List.of(
                "/v1/datasets/gp-practices",
                "/v1/datasets/gp-practices/schema",
                "/v1/datasets/gp-practices/releases")) {
            Response first = given().get(address);
            assertThat(first.header("Last-Modified")).isNotBlank();
            assertThat(given().header("If-None-Match", first.header("ETag"))
                            .get(address)
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    @Test
    void aReleaseSaysWhatItWasMadeFrom() {
        JsonPath releases = get("/v1/datasets/ae-attendances/releases");
        String id = releases.getString("data[0].id");
        assertThat(id).isEqualTo("2024-04.1");
        JsonPath release = get("/v1/datasets/ae-attendances/releases/" + id);
        assertThat(release.getString("source.sha256")).hasSize(64);
        assertThat(release.getLong("skipped")).as("the total row").isEqualTo(1);
        assertProblem(given().get("/v1/datasets/ae-attendances/releases/2024-04.9"), 404, "release-not-found");
    }

    @Test
    void pagesAreForPeopleAndTakeNothingFromElsewhere() {
        Response home = given().get("/");
        assertThat(home.contentType()).startsWith("text/html");
        assertThat(home.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(home.asString()).contains("/v1/datasets/gp-practices", "/docs", "/openapi.yaml", "Sample data");
        assertThat(given().get("/problems").asString()).contains("parameter-invalid", "keys-repeated");
        assertThat(given().get("/docs/").statusCode()).isEqualTo(200);
    }

    @Test
    void itSaysWhetherItIsWellAndHowMuchItDoes() {
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(given().get("/q/health/ready").jsonPath().getList("checks.name"))
                .contains("catalogue");
        assertThat(given().get("/q/metrics").asString())
                .contains("http_server_requests_seconds_count", "jvm_memory_used_bytes");
    }
}
