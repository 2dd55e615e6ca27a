package uk.code4health.opendata.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.ExampleFields;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.platform.Problem;

/** Which column holds which field. */
class LayoutTest {

    private static final Dataset DATASET = ExampleFields.attendances();

    private final Findings findings = new Findings();

    @Test
    void columnsAreFoundByTheirTitles() {
        Layout layout = byHeader("Period", "Org Code", "Note", "A&E attendances Type 1", "Rate");

        assertThat(layout.width()).isEqualTo(5);
        assertThat(layout.column("period")).contains(0);
        assertThat(layout.column("attendances")).contains(3);
        assertThat(findings.kept()).isEmpty();
    }

    @Test
    void caseWhiteSpaceAndLineBreaksDoNotMatter() {
        Layout layout = byHeader(" PERIOD ", "org  code", "note", "A&E\nattendances\r\n Type 1", "Rate\t");

        assertThat(layout.column("org_code")).contains(1);
        assertThat(layout.column("attendances")).contains(3);
        assertThat(layout.column("rate")).contains(4);
    }

    @Property
    void movedColumnsAreFollowed(@ForAll long seed) {
        List<String> header = new ArrayList<>(
                DATASET.schema().inFile().stream().map(Field::title).toList());
        Collections.shuffle(header, new Random(seed));

        Layout layout = Layout.byHeader(DATASET, header, Set.of(), findings);

        for (Field field : DATASET.schema().inFile()) {
            assertThat(layout.column(field.name()).map(header::get)).contains(field.title());
        }
    }

    @Test
    void anotherHeaderThatTheManifestNamesIsTaken() {
        assertThat(byHeader("Period", "PROVIDER CODE", "A&E attendances Type 1", "Rate")
                        .column("org_code"))
                .contains(1);
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() {
        assertLayoutChanged(
                "The file has no column \"A&E attendances Type 1\" (the nearest is \"A&E attendance Type 1\").",
                "Period",
                "Org Code",
                " A&E attendance Type 1",
                "Rate");
    }

    @Test
    void everyMissingColumnIsNamed() {
        assertLayoutChanged(
                "The file has no column \"Period\"; no column \"Org Code\".", "A&E attendances Type 1", "Rate");
    }

    @Test
    void aColumnThatIsNotPublishedMayBeMissing() {
        assertThat(byHeader("Period", "Org Code", "A&E attendances Type 1", "Rate")
                        .column("note"))
                .isEmpty();
        assertThat(findings.kept()).isEmpty();
    }

    @Test
    void anUnknownColumnIsAFindingAndLeftOut() {
        Layout layout = byHeader("Period", "Org Code", " Region ", "A&E attendances Type 1", "Rate");

        assertThat(layout.column("attendances")).contains(3);
        assertThat(findings.kept()).singleElement().satisfies(finding -> {
            assertThat(finding.kind).isEqualTo(Finding.Kind.LAYOUT);
            assertThat(finding.field).isEqualTo("Region");
            assertThat(finding.reason).isEqualTo("This column is not in the manifest; it was left out.");
        });
        assertThat(findings.rejected()).isZero();
    }

    @Test
    void aRepeatedHeaderIsRefusedWithItsColumns() {
        assertLayoutChanged(
                "The header \"Rate\" stands over columns 2 and 5, so they cannot be told apart.",
                "Period",
                "Rate",
                "Org Code",
                "A&E attendances Type 1",
                " rate");
    }

    @Test
    void blankHeadersMayRepeat() {
        assertThat(byHeader("Period", "", "Org Code", " ", "A&E attendances Type 1", "Rate", "")
                        .column("rate"))
                .contains(5);
    }

    @Test
    void withoutAHeaderFieldsAreTakenByPosition() {
        Layout layout = Layout.byPosition(DATASET, 5, Set.of());

        assertThat(layout.width()).isEqualTo(5);
        assertThat(DATASET.schema().inFile())
                .extracting(field -> layout.column(field.name()).orElseThrow())
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void withoutAHeaderTheWidthMustBeRight() {
        assertThatThrownBy(() -> Layout.byPosition(DATASET, 4, Set.of()))
                .isInstanceOfSatisfying(LoadRefused.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(Problem.LAYOUT_CHANGED);
                    assertThat(refused.detail()).startsWith("The first row has 4 columns; the manifest declares 5.");
                });
    }

    private Layout byHeader(String... header) {
        return Layout.byHeader(DATASET, List.of(header), Set.of(), findings);
    }

    private void assertLayoutChanged(String detail, String... header) {
        assertThatThrownBy(() -> byHeader(header)).isInstanceOfSatisfying(LoadRefused.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.LAYOUT_CHANGED);
            assertThat(refused.detail()).startsWith(detail);
        });
    }
}
