package uk.code4health.opendata.catalogue;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.code4health.opendata.dataset.Cell;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FileLayout;
import uk.code4health.opendata.dataset.FileSource;
import uk.code4health.opendata.dataset.ForeignKey;
import uk.code4health.opendata.dataset.Publication;

/** Manifests that are as they should be. {@link ManifestFaultsTest} has the others. */
class ManifestReaderTest {

    private static final ManifestReader READER = new ManifestReader(new ObjectMapper());

    @ParameterizedTest
    @CsvSource({
        "ae-attendances, 22, 22, PERIOD, period, 'period,org_code'",
        "gp-practices, 27, 21, SNAPSHOT, '', practice_code",
        "gp-registered-patients, 10, 10, PERIOD, extract_date, 'extract_date,type,practice_code,sex,age'",
        "mental-health-waits, 11, 11, PERIOD, 'reporting_period_start,reporting_period_end',"
                + " 'reporting_period_start,reporting_period_end,status,breakdown,primary_level,secondary_level,measure_id'",
        "nhs-trusts, 27, 15, SNAPSHOT, '', code"
    })
    void theManifestsOfThisRepositoryAreRead(
            String id, int inFile, int published, Publication.Mode mode, String slices, String key) throws IOException {
        Dataset dataset =
                READER.read(Files.readString(Path.of("datasets", id, "datapackage.json"), StandardCharsets.UTF_8));

        assertThat(dataset.id()).isEqualTo(new DatasetId(id));
        assertThat(dataset.table()).isEqualTo(id.replace('-', '_'));
        assertThat(dataset.schema().inFile()).hasSize(inFile);
        assertThat(dataset.schema().published()).hasSize(published);
        assertThat(dataset.publication().mode()).isEqualTo(mode);
        assertThat(String.join(",", dataset.publication().sliceBy())).isEqualTo(slices);
        assertThat(String.join(",", dataset.schema().primaryKey())).isEqualTo(key);
        assertThat(dataset.publication().maximumRejected()).isZero();
        assertThat(dataset.licence().id()).isEqualTo("OGL-UK-3.0");
    }

    @Test
    void everyDatasetOfThisRepositoryIsInTheTableAbove() throws IOException {
        try (var folders = Files.list(Path.of("datasets"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString())
                            .collect(joining(" "))
                            .split(" "))
                    .containsExactlyInAnyOrder(
                            "ae-attendances",
                            "gp-practices",
                            "gp-registered-patients",
                            "mental-health-waits",
                            "nhs-trusts");
        }
    }

    @Test
    void whatAManifestSaysIsTheDataset() {
        Dataset dataset = READER.read(ExampleManifest.json());

        assertThat(dataset.title()).isEqualTo("Attendances");
        assertThat(dataset.publisher()).isEqualTo("NHS England");
        assertThat(dataset.licence().attribution())
                .isEqualTo("Contains public sector information from NHS England, licensed under OGL-UK-3.0.");
        assertThat(dataset.source()).isEqualTo(new Dataset.Link("Source", "https://example.org/data"));
        assertThat(dataset.file()).isEqualTo(new FileLayout(StandardCharsets.UTF_8, true, ',', '"'));
        assertThat(dataset.publication())
                .isEqualTo(new Publication(
                        Publication.Mode.PERIOD,
                        List.of("period"),
                        List.of(new Publication.SkipRows(Map.of("org_code", "TOTAL"), "total row")),
                        Map.of("org_code", List.of("Provider Code")),
                        new java.math.BigDecimal("0.001"),
                        FileSource.UNKNOWN));
        assertThat(dataset.schema().foreignKeys())
                .containsExactly(new ForeignKey(List.of("org_code"), new DatasetId("nhs-trusts"), List.of("code")));
    }

    @Test
    void aSourceHasAnAddressOnlyIfItIsTheSameForEveryFile() {
        String scheduled = ExampleManifest.with("\"mode\"", "\"schedule\": \"0 30 9 ? * THU\", \"mode\"");

        assertThat(source(scheduled)).isEqualTo(new FileSource(Optional.empty(), Optional.of("0 30 9 ? * THU")));
        assertThat(source(scheduled.replace("data.csv", "https://example.org/data.csv"))
                        .address())
                .contains(URI.create("https://example.org/data.csv"));
        assertThat(source(scheduled.replace("data.csv", "https://example.org/{yyyy}.csv"))
                        .address())
                .isEmpty();
    }

    private static FileSource source(String manifest) {
        return READER.read(manifest).publication().fileSource();
    }

    @Test
    void fieldsOfThePrimaryKeyAreRequired() {
        assertThat(READER.read(ExampleManifest.json()).schema().published())
                .filteredOn(field -> field.constraints().required())
                .extracting(Field::name)
                .containsExactly("period", "org_code");
    }

    @Test
    void labelledMissingValuesGiveAStatus() {
        Field count =
                READER.read(ExampleManifest.json()).schema().column("count").orElseThrow();

        assertThat(count.read("*")).isEqualTo(new Cell(null, CellStatus.SUPPRESSED));
        assertThat(count.read("-")).isEqualTo(Cell.EMPTY);
        assertThat(count.read("1,234").value()).isEqualTo(1_234L);
    }

    @Test
    void theColumnsAreThePublishedFieldsEachFollowedByItsStatus() {
        assertThat(READER.read(ExampleManifest.json()).schema().columnNames())
                .containsExactly("period", "org_code", "count", "count_status");
    }
}
