package uk.code4health.opendata.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.code4health.opendata.dataset.Publication;

/** Small counts that were not suppressed. */
class SmallNumbersTest {

    private final SmallNumbers numbers = new SmallNumbers(
            List.of("attendances", "waits"), new Publication.Bounds(new BigDecimal("1"), new BigDecimal("7")));

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "7, true",
        "0, false",
        "8, false",
        "-1, false",
        "3.0, true",
        "3.2, false",
        "0.9, false",
        "7.5, false"
    })
    void aWholeNumberBetweenTheBoundsIsAFinding(BigDecimal value, boolean isFinding) {
        numbers.see(1, value, 12);

        assertThat(numbers.findings()).isEqualTo(isFinding ? List.of(finding("waits", 1, 12L)) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"1, true", "7, true", "0, false", "8, false", "-1, false", "9223372036854775807, false"})
    void aCountBetweenTheBoundsIsAFinding(long value, boolean isFinding) {
        numbers.see(0, value, 12);

        assertThat(numbers.findings()).isEqualTo(isFinding ? List.of(finding("attendances", 1, 12L)) : List.of());
    }

    @Test
    void allAreCountedAndTheFirstLinesTold() {
        for (long line = 10; line > 0; line--) {
            numbers.see(0, 5, line);
            numbers.see(1, 100, line);
        }

        assertThat(numbers.findings()).containsExactly(finding("attendances", 10, 1L, 2L, 3L, 4L, 5L));
    }

    private static Disclosure finding(String field, long cells, Long... lines) {
        return new Disclosure(field, DisclosureKind.SMALL_NUMBER, cells, List.of(lines), Optional.empty());
    }
}
