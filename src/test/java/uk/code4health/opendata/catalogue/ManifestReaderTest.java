package uk.code4health.opendata.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
    @MethodSource("bundled")
    void everyManifestOfThisRepositoryIsWhole(Path folder) throws IOException {
        Dataset dataset = READER.read(Files.readString(folder.resolve("datapackage.json"), StandardCharsets.UTF_8));

        assertThat(dataset.id()).isEqualTo(new DatasetId(folder.getFileName().toString()));
        assertThat(dataset.table()).isEqualTo(dataset.id().value().replace('-', '_'));
        assertThat(dataset.publication().maximumRejected()).isZero();
        assertThat(dataset.licence().id()).isEqualTo("OGL-UK-3.0");
        assertThat(dataset.keywords()).isNotEmpty();
        assertThat(dataset.source().url()).startsWith("https://");
        assertThat(dataset.updateFrequency()).isPresent();
        assertThat(dataset.coverage().spatial()).isPresent();
        assertThat(dataset.schema().inFile())
                .allSatisfy(field ->
                        assertThat(field.description()).as(field.name()).hasSizeGreaterThan(20));
        assertThat(dataset.schema().foreignKeys()).allSatisfy(key -> {
            Path referenced = folder.resolveSibling(key.dataset().value()).resolve("datapackage.json");
            assertThat(READER.read(Files.readString(referenced, StandardCharsets.UTF_8))
                            .schema()
                            .columnNames())
                    .containsAll(key.references());
        });
    }

    static List<Path> bundled() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("datasets"))) {
            return folders.sorted().toList();
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
        assertThat(dataset.file()).isEqualTo(FileLayout.csv(StandardCharsets.UTF_8));
        assertThat(dataset.publication())
                .isEqualTo(new Publication(
                        Publication.Mode.PERIOD,
                        List.of("period"),
                        List.of(new Publication.SkipRows(
                                Map.of("org_code", "TOTAL"), "total row", false, List.of(), List.of())),
                        Map.of("org_code", List.of("Provider Code")),
                        Map.of(),
                        Set.of(),
                        new Publication.Disclosure(
                                Optional.empty(), Optional.empty(), Publication.SmallNumbers.WARN, Map.of()),
                        new BigDecimal("0.001"),
                        FileSource.UNKNOWN,
                        Map.of()));
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

    @Test
    void aRuleForSmallNumbersSaysWhichAreHiddenAndHowTheOthersAreRounded() {
        String rule = ExampleManifest.with(
                "\"mode\"",
                "\"disclosure\": {\"suppressed_between\": [1, 7], \"rounded_to\": 5, \"small_numbers\": \"reject\"}, \"mode\"");

        Publication.Disclosure disclosure = READER.read(rule).publication().disclosure();

        assertThat(disclosure.hidden()).contains(new Publication.Bounds(new BigDecimal("1"), new BigDecimal("7")));
        assertThat(disclosure.shown()).isEqualTo(Publication.SmallNumbers.REJECT);
        assertThat(disclosure.mayBeRounded(new BigDecimal("105.0"))).isTrue();
        assertThat(disclosure.mayBeRounded(new BigDecimal("104"))).isFalse();
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
