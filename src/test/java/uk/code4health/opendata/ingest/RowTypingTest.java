package uk.code4health.opendata.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.ExampleFields;
import uk.code4health.opendata.ingest.file.Row;

/** Rows becoming records. */
class RowTypingTest {

    private static final Dataset DATASET = ExampleFields.attendances();

    private final Findings findings = new Findings();
    private final RowTyping typing = new RowTyping(DATASET);

    RowTypingTest() {
        Layout layout = Layout.byHeader(
                DATASET,
                List.of("Rate", "Note", "Period", "Org Code", "A&E attendances Type 1"),
                Set.of(),
                new Findings());
        typing.begin(layout, Map.of());
    }

    @Test
    void cellsBecomeCanonicalTextInTheOrderOfTheColumns() {
        assertThat(type("76.50", "a note", "MSitAE-APRIL-2024", "RXN", "16670"))
                .containsExactly("2024-04-01", "RXN", "16670", null, "76.50");
        assertThat(findings.kept()).isEmpty();
    }

    @Test
    void aSuppressedCellIsNullAndItsCompanionSaysWhy() {
        assertThat(type("", "", "2024-04", "RXN", "*")).containsExactly("2024-04-01", "RXN", null, "suppressed", null);
    }

    @Test
    void aBlankCellHasNoReason() {
        assertThat(type("1", "", "2024-04", "RXN", "")).containsExactly("2024-04-01", "RXN", null, null, "1");
    }

    @Test
    void outerWhiteSpaceIsNoPartOfACell() {
        assertThat(type(" 1 ", "", "\t2024-04", " RXN ", " * "))
                .containsExactly("2024-04-01", "RXN", null, "suppressed", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOTAL", "Total", "total", " ToTaL "})
    void totalRowsAreSkippedInAnyCase(String code) {
        assertThat(typing.skips(row("1", "", "2024-04", code, "99"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RXN", "TOTALS", ""})
    void otherRowsAreNotSkipped(String code) {
        assertThat(typing.skips(row("TOTAL", "TOTAL", "2024-04", code, "99"))).isEmpty();
    }

    @Test
    void aRaggedRowIsNeverSkipped() {
        assertThat(typing.skips(row("1", "", "2024-04", "TOTAL"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'a,b', 2", "'a,b,c,d,e,f', 6"})
    void aRaggedRowIsRejected(String row, int cells) {
        assertThat(typing.type(new Row(12, 12, List.of(row.split(",", -1))), findings))
                .isNull();
        assertThat(findings.rejected()).isEqualTo(1);
        assertThat(findings.kept()).singleElement().satisfies(finding -> {
            assertThat(finding.kind).isEqualTo(Finding.Kind.REJECT);
            assertThat(finding.line).isEqualTo(12);
            assertThat(finding.field).isNull();
            assertThat(finding.reason).isEqualTo("The row has " + cells + " cells; the header has 5.");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "April, RXN, x, y, period, April, The cell is not a period such as MSitAE-APRIL-2024",
        "2024-04, rxn, x, 1, org_code, rxn, The cell is not an organisation code of capital letters and digits.",
        "2024-04, '', 1, 1, org_code, '', 'The cell is missing, and this field is required.'",
        "2024-04, RXN, 1.5, y, attendances, 1.5, The cell is not a whole number.",
        "2024-04, RXN, 1, y, rate, y, The cell is not a number."
    })
    void theFirstBadCellOfARowIsNamed(
            String period, String code, String count, String rate, String field, String value, String reason) {
        assertThat(type(rate, "", period, code, count)).isNull();
        assertThat(findings.rejected()).isEqualTo(1);
        assertThat(findings.kept()).singleElement().satisfies(finding -> {
            assertThat(finding.line).isEqualTo(7);
            assertThat(finding.field).isEqualTo(field);
            assertThat(finding.value).isEqualTo(value);
            assertThat(finding.reason).startsWith(reason);
        });
    }

    @Test
    void everyRejectIsCountedAndTheFirstThousandKept() {
        for (int line = 1; line <= Findings.KEPT + 5; line++) {
            findings.reject(line, null, "x".repeat(200), "no");
        }

        assertThat(findings.rejected()).isEqualTo(Findings.KEPT + 5);
        assertThat(findings.kept()).hasSize(Findings.KEPT);
        assertThat(findings.kept().get(0).value).isEqualTo("x".repeat(100) + "…");
    }

    /** Values and statuses, in the order of the columns. */
    private @Nullable List<@Nullable String> type(String... cells) {
        TypedCell[] record = typing.type(row(cells), findings);
        if (record == null) {
            return null;
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (int at = 0; at < record.length; at++) {
            Object value = record[at].value();
            texts.add(value == null ? null : value.toString());
            if (DATASET.schema().published().get(at).status().isPresent()) {
                texts.add(record[at].status());
            }
        }
        return texts;
    }

    private static Row row(String... cells) {
        return new Row(7, 7, List.of(cells));
    }
}
