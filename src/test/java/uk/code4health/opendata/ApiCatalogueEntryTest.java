package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The entry for the UK's API catalogue, api.gov.uk, says what the service says of itself. */
@QuarkusTest
class ApiCatalogueEntryTest extends ServiceTest {

    private static final Path ENTRY = Path.of("openapi", "api-catalogue.csv");

    /** The columns of data/catalogue.csv of github.com/co-cddo/api-catalogue, in its order. */
    private static final List<String> COLUMNS = List.of(
            "dateAdded",
            "dateUpdated",
            "url",
            "name",
            "description",
            "documentation",
            "license",
            "maintainer",
            "areaServed",
            "startDate",
            "endDate",
            "provider");

    private NamedCsvRecord entry;

    @BeforeEach
    void read() throws IOException {
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(ENTRY)) {
            List<NamedCsvRecord> entries = lines.stream().toList();
            assertThat(entries).hasSize(1);
            entry = entries.get(0);
        }
    }

    @Test
    void itHasTheCataloguesColumns() {
        assertThat(entry.getHeader()).isEqualTo(COLUMNS);
    }

    @Test
    void itSaysWhatTheSpecificationSays() {
        JsonPath info = get("/openapi.json").setRootPath("info");
        assertThat(entry.getField("name")).isEqualTo(info.getString("title"));
        assertThat(info.getString("description")).startsWith(entry.getField("description") + "\n");
        assertThat(entry.getField("maintainer")).isEqualTo(info.getString("contact.name"));
    }

    @Test
    void itsLicenceIsThatOfTheData() {
        List<String> licences =
                get("/v1/datasets?limit=1000&publisher=NHS%20England").getList("data.licence.url");
        assertThat(licences).isNotEmpty().containsOnly(entry.getField("license"));
        assertThat(given().get("/v1/catalogue.jsonld").jsonPath().getString("'dct:license'.'@id'"))
                .isEqualTo(entry.getField("license"));
    }

    @Test
    void itsAddressesAreThoseOfTheService() {
        URI api = URI.create(entry.getField("url"));
        URI documentation = URI.create(entry.getField("documentation"));
        assertThat(documentation.getHost()).isEqualTo(api.getHost());
        assertThat(get(api.getPath()).getString("title")).isEqualTo(entry.getField("name"));
        assertThat(documentation.getPath()).isEqualTo(get("/v1").getString("links.documentation"));
        assertThat(given().get(documentation.getPath()).statusCode()).isEqualTo(200);
    }
}
