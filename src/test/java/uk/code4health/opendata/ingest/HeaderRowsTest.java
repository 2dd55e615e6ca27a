package uk.code4health.opendata.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.dataset.FileLayout;
import uk.code4health.opendata.ingest.file.Row;
import uk.code4health.opendata.platform.Problem;

/** What stands above the records. */
class HeaderRowsTest {

    @Test
    void theHeaderIsTheRowOfItsNumberEvenWhereEarlierRowsAreNotWritten() {
        HeaderRows header = headerIn(14);
        assertThat(header.takes(row(3, "A title"))).isTrue();
        assertThat(header.takes(row(14, "", "Period", "Total"))).isTrue();
        assertThat(header.takes(row(15, "", "2024-04", "1"))).isFalse();
        assertThat(header.titles()).containsExactly("", "Period", "Total");
        assertThat(header.cell(3, 0)).isEqualTo("A title");
        assertThat(header.cell(4, 0)).isEmpty();
        assertThat(header.preface()).extracting(Row::number).containsExactly(3L, 14L);
    }

    @Test
    void aTitleOverSeveralColumnsIsPartOfEach() {
        HeaderRows header = headerIn(1, 2);
        header.takes(row(1, "", "Attendances", "", "Waits"));
        header.takes(row(2, "Period", "Type 1", "Type 2", "Type 1", ""));
        assertThat(header.titles())
                .containsExactly("Period", "Attendances Type 1", "Attendances Type 2", "Waits Type 1", "");
    }

    @Test
    void aTitleOverAllRowsOfTheHeaderIsOne() {
        HeaderRows header = headerIn(2, 3);
        header.takes(row(2, "Code", "Name", "Waiting", "", "Total", ""));
        header.takes(row(3, "", "", "Admitted", "Not admitted", "", ""));
        assertThat(header.titles())
                .containsExactly("Code", "Name", "Waiting Admitted", "Waiting Not admitted", "Total", "");
    }

    @Test
    void aHeaderWithoutTitlesIsRefusedWithItsRow() {
        HeaderRows blank = headerIn(2);
        blank.takes(row(1, "A title"));
        assertThatThrownBy(blank::titles).isInstanceOfSatisfying(LoadRefused.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.LAYOUT_CHANGED);
            assertThat(refused.detail())
                    .isEqualTo("Nothing stands in row 2, where the manifest says that the titles of the columns are.");
        });
        assertThatThrownBy(() -> headerIn(1).titles())
                .isInstanceOfSatisfying(LoadRefused.class, refused -> assertThat(refused.problem())
                        .isEqualTo(Problem.NO_RECORDS));
    }

    @Test
    void aTitleWithANulCanBeReported() {
        HeaderRows header = headerIn(1);
        header.takes(row(1, "TY\0PE"));
        assertThat(header.titles()).containsExactly("TY\uFFFDPE");
    }

    @Test
    void aRepeatedHeaderIsNoRecord() {
        HeaderRows header = headerIn(1);
        header.takes(row(1, "Period", "Total"));
        assertThat(header.isRepeatedBy(row(9, "Period", "Total"))).isTrue();
        assertThat(header.isRepeatedBy(row(9, "Period", "1"))).isFalse();
        assertThat(header.isRepeatedBy(row(9))).isFalse();
    }

    private static HeaderRows headerIn(Integer... rows) {
        FileLayout csv = FileLayout.csv(StandardCharsets.UTF_8);
        FileLayout.Sheet sheet = new FileLayout.Sheet(Optional.empty(), Optional.empty(), List.of(rows), Map.of());
        return new HeaderRows(csv, sheet);
    }

    private static Row row(long number, String... cells) {
        return new Row(number, number, List.of(cells));
    }
}
