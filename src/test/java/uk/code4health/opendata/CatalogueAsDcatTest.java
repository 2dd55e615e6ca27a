package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.standards.LinkedData;

/** The catalogue as RDF: DCAT 3 for aggregators, schema.org for search engines. */
@QuarkusTest
class CatalogueAsDcatTest extends ServiceTest {

    private static final String CATALOGUE = "/v1/catalogue.jsonld";
    private static final String PRACTICES = "/v1/datasets/gp-practices";
    private static final String HOSTILE =
            "\"Waits\" </script><script>alert(1)</script> & <!-- \\ \n 'é' \u2028 \uD83D\uDE91";

    @TestHTTPResource("/")
    URL service;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theCatalogueKeepsTheRulesOfDcat() {
        assertThat(catalogue().faultsBy("standards/dcat-3.ttl")).isEmpty();
    }

    @Test
    void theShapesFindWhatIsAgainstThem() {
        String wrong = text(CATALOGUE)
                .replaceFirst("\"dct:title\":\"[^\"]*\",", "")
                .replaceFirst("\"dcat:accessURL\":", "\"dcat:accessPoint\":");
        assertThat(new LinkedData(wrong).faultsBy("standards/dcat-3.ttl"))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("catalogue.jsonld"))
                .anyMatch(fault -> fault.contains("accessURL"));
    }

    @Test
    void everyDatasetIsInTheCatalogueAndServedByTheApi() {
        List<String> ids = get("/v1/datasets?limit=1000").getList("data.id");
        assertThat(catalogue().ask("""
                select ?id where {
                  ?catalogue a dcat:Catalog ; dcat:dataset ?dataset ; dcat:service ?api .
                  ?api dcat:servesDataset ?dataset ; dcat:endpointURL ?url ; dcat:endpointDescription ?spec .
                  ?dataset dct:identifier ?id }""")).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void anAggregatorFindsWhoPublishesWhatHowOftenUnderWhichLicence() {
        assertThat(catalogue().ask("""
                select ?title ?name ?frequency ?place ?licence where {
                  ?dataset dct:identifier "gp-practices" ; dct:title ?title ; dct:publisher/foaf:name ?name ;
                    dct:accrualPeriodicity ?frequency ; dct:spatial/rdfs:label ?place ; dcat:distribution ?csv ;
                    dct:issued ?issued ; dct:modified ?modified .
                  ?csv dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ; dct:license ?licence
                  filter (?issued <= ?modified) }"""))
                .containsExactly("GP practices|NHS England, Organisation Data Service|"
                        + "http://publications.europa.eu/resource/authority/frequency/MONTHLY|"
                        + "England, Wales and the Crown dependencies|"
                        + "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/");
    }

    @ParameterizedTest
    @CsvSource({
        "CSV, text/csv",
        "NDJSON, application/x-ndjson",
        "XLSX, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Parquet, application/vnd.apache.parquet"
    })
    void whatCanBeDownloadedCanBeDownloaded(String format, String mediaType) {
        String download = catalogue().ask("""
                        select ?download where {
                          ?dataset dct:identifier "nhs-trusts" ; dcat:distribution ?file .
                          ?file dct:format/rdfs:label "%s"@en ; dcat:downloadURL ?download }""".formatted(format)).get(0);
        assertThat(given().get(download).contentType()).startsWith(mediaType);
    }

    @Test
    void aReleaseIsAVersionOfASnapshotAndAPartOfASeries() {
        assertThat(catalogue().ask("""
                select ?version where {
                  ?dataset dct:identifier "gp-practices" ; dcat:version ?version ; dcat:hasCurrentVersion ?release ;
                    dcat:hasVersion ?release .
                  ?release dcat:isVersionOf ?dataset ; dcat:version ?version }""")).containsExactly(get(PRACTICES).getString("last_release.id"));
        List<String> parts = catalogue().ask("""
                select ?download where {
                  ?dataset dct:identifier "ae-attendances" ; dct:hasPart ?release .
                  ?release dct:isPartOf ?dataset ; dcat:distribution/dcat:downloadURL ?download }""");
        assertThat(parts).isNotEmpty().allMatch(part -> given().get(part).statusCode() == 200);
    }

    @Test
    void everyAddressIsWhereTheCallerFoundTheService() throws IOException {
        for (String address : List.of(CATALOGUE, PRACTICES + "/datapackage.json", PRACTICES + "/schema-org.jsonld")) {
            RawAnswer answer = RawAnswer.withHost(service, "data.example.org:8443", address);
            assertThat(text(answer))
                    .contains("http://data.example.org:8443/v1/datasets/gp-practices")
                    .doesNotContain("localhost");
            for (String host : List.of("a\"b", "x/y", "a b", "<x>", "data.example.org:port")) {
                assertThat(RawAnswer.withHost(service, host, address).status())
                        .as(host)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void aSearchEngineFindsTheDatasetItsFilesAndItsVariables() {
        LinkedData dataset = asRdf(PRACTICES + "/schema-org.jsonld");
        assertThat(dataset.ask("""
                select ?name ?free ?catalogue where {
                  ?dataset a schema:Dataset ; schema:name ?name ; schema:isAccessibleForFree ?free ;
                    schema:includedInDataCatalog/schema:name ?catalogue }""")).containsExactly("GP practices|true|Code4Health Open Data");
        assertThat(dataset.ask("select ?type where { ?file a schema:DataDownload ; schema:encodingFormat ?type }"))
                .contains("text/csv", "application/vnd.apache.parquet")
                .doesNotContain("application/json");
        assertThat(dataset.ask("select ?field where { ?variable a schema:PropertyValue ; schema:propertyID ?field }"))
                .contains("practice_code", "open_date")
                .doesNotContain("reserved_19");
    }

    @Test
    void hostileTextsComeOutAsTheyAre() throws IOException {
        registerHostile();
        String document = text("/v1/datasets/hostile-texts/schema-org.jsonld");
        assertThat(document).doesNotContain("<", ">").contains("\\u003C/script\\u003E");
        JsonNode dataset = json.readTree(document);
        assertThat(dataset.path("name").asText()).isEqualTo(HOSTILE);
        assertThat(dataset.path("description").asText()).isEqualTo(HOSTILE);
        assertThat(dataset.has("license")).as("an address that is none").isFalse();
        assertThat(text(CATALOGUE)).doesNotContain("<", ">");
        assertThat(catalogue().faultsBy("standards/dcat-3.ttl")).isEmpty();
        assertThat(catalogue().ask("select ?title where { ?d dct:identifier 'hostile-texts' ; dct:title ?title }"))
                .containsExactly(HOSTILE);
        assertThat(get("/v1/datasets/hostile-texts/datapackage.json").getString("title"))
                .isEqualTo(HOSTILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {CATALOGUE, PRACTICES + "/datapackage.json", PRACTICES + "/schema-org.jsonld"})
    void whatDoesNotExistIsRefused(String address) {
        assertProblem(given().get(address + "?colour=red"), 400, "parameter-invalid");
        assertProblem(given().header("Accept", "text/csv").get(address), 406, "not-acceptable");
        assertProblem(given().post(address), 405, "method-not-allowed");
        if (address.contains("gp-practices")) {
            String detail = assertProblem(
                            given().get(address.replace("practices", "practises")), 404, "dataset-not-found")
                    .getString("detail");
            assertThat(detail).contains("Did you mean gp-practices?");
        }
    }

    @ParameterizedTest
    @CsvSource({
        CATALOGUE + ", application/ld+json",
        PRACTICES + "/datapackage.json, application/json",
        PRACTICES + "/schema-org.jsonld, application/ld+json"
    })
    void headAndCachingAreThoseOfTheCatalogue(String address, String mediaType) {
        for (var answer : List.of(given().get(address), given().head(address))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.contentType()).startsWith(mediaType);
            assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60, stale-while-revalidate=600");
            assertThat(answer.header("Vary")).contains("Accept-Encoding");
            assertThat(answer.header("Last-Modified")).isNotBlank();
            assertThat(given().header("If-None-Match", answer.header("ETag"))
                            .get(address)
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    @Test
    void theOtherDescriptionsAreLinkedFromWhereAReaderBegins() {
        assertThat(get("/v1").getString("links.catalogue")).isEqualTo(CATALOGUE);
        assertThat(given().get("/v1").header("Link"))
                .isEqualTo("<" + CATALOGUE + ">; rel=\"describedby\"; type=\"application/ld+json\"");
        assertThat(get(PRACTICES).getString("links.datapackage")).isEqualTo(PRACTICES + "/datapackage.json");
        assertThat(get(PRACTICES).getString("links.schema_org")).isEqualTo(PRACTICES + "/schema-org.jsonld");
        assertThat(given().get(PRACTICES).headers().getValues("Link"))
                .containsExactly(
                        "<" + PRACTICES + "/datapackage.json>; rel=\"describedby\"; type=\"application/json\"",
                        "<" + PRACTICES + "/schema-org.jsonld>; rel=\"describedby\"; type=\"application/ld+json\"");
    }

    private void registerHostile() throws IOException {
        String text = json.writeValueAsString(HOSTILE);
        registrar.register("""
                {"name": "hostile-texts", "title": %1$s, "description": %1$s, "keywords": [%2$s],
                 "licenses": [{"name": "Terms", "path": "javascript:alert(1)"}],
                 "contributors": [{"title": %1$s, "roles": ["publisher"]}],
                 "sources": [{"title": %1$s, "path": "not an <address>"}],
                 "resources": [{"name": "texts", "path": "texts.csv", "schema": {"fields": [
                   {"name": "code", "title": %1$s, "type": "string", "description": %1$s}]}}],
                 "publication": {"mode": "snapshot", "update_frequency": "P5M",
                   "coverage": {"spatial": %1$s, "temporal": %1$s}}}
                """.formatted(text, text.toLowerCase(Locale.ROOT)), "hostile-texts");
    }

    private static LinkedData catalogue() {
        return new LinkedData(text(CATALOGUE));
    }

    /** Its context is at schema.org, which readers know; here it is read as what it says of every term of ours. */
    private static LinkedData asRdf(String address) {
        return new LinkedData(text(address)
                .replace("\"@context\":\"https://schema.org/\"", "\"@context\":{\"@vocab\":\"https://schema.org/\"}"));
    }

    private static String text(String address) {
        return new String(given().get(address).asByteArray(), StandardCharsets.UTF_8);
    }

    private static String text(RawAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
