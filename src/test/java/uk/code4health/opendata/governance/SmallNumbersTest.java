package uk.code4health.opendata.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.code4health.opendata.governance.DisclosureKind.GIVEN_AWAY;
import static uk.code4health.opendata.governance.DisclosureKind.SMALL_NUMBER;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small counts that were not suppressed, and suppressed ones that a total gives away. */
class SmallNumbersTest {

    private final SmallNumbers numbers =
            new SmallNumbers(List.of("attendances", "waits"), new BigDecimal("1"), new BigDecimal("7"));

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

        assertThat(numbers.findings())
                .isEqualTo(isFinding ? List.of(finding("waits", SMALL_NUMBER, 1, 12L)) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"1, true", "7, true", "0, false", "8, false", "-1, false", "9223372036854775807, false"})
    void aCountBetweenTheBoundsIsAFinding(long value, boolean isFinding) {
        numbers.see(0, value, 12);

        assertThat(numbers.findings())
                .isEqualTo(isFinding ? List.of(finding("attendances", SMALL_NUMBER, 1, 12L)) : List.of());
    }

    @Test
    void allAreCountedAndTheFirstLinesTold() {
        for (long line = 10; line > 0; line--) {
            numbers.see(0, 5, line);
            numbers.see(1, 100, line);
        }

        assertThat(numbers.findings()).containsExactly(finding("attendances", SMALL_NUMBER, 10, 1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void aTotalGivesItsOneSuppressedMemberAway() {
        numbers.total(0, new BigDecimal("103"), members(1, 60, 40));

        assertThat(numbers.findings()).containsExactly(finding("attendances", GIVEN_AWAY, 1, 900L));
        assertThat(numbers.findings().get(0).message())
                .isEqualTo(
                        "A suppressed value that a published total gives away stands in 1 cell of attendances, at line 900.");
    }

    @ParameterizedTest
    @CsvSource({"102, true", "114, true", "103, false", "108, false", "113, false"})
    void twoSuppressedMembersHideEachOtherUnlessBothAreAtABound(BigDecimal total, boolean isFinding) {
        numbers.total(1, total, members(2, 60, 40));

        assertThat(numbers.findings())
                .isEqualTo(isFinding ? List.of(finding("waits", GIVEN_AWAY, 1, 900L)) : List.of());
    }

    @Test
    void aTotalOfPublishedMembersGivesNothingAway() {
        numbers.total(0, new BigDecimal("100"), members(0, 60, 40));

        assertThat(numbers.findings()).isEmpty();
    }

    /** Suppressed members from line 900 on, and published ones. */
    private static GroupMembers members(int suppressed, long... published) {
        GroupMembers members = new GroupMembers();
        for (long value : published) {
            members.published(BigDecimal.valueOf(value));
        }
        for (int member = 0; member < suppressed; member++) {
            members.suppressed(900L + member);
        }
        return members;
    }

    private static Disclosure finding(String field, DisclosureKind kind, long cells, Long... lines) {
        return new Disclosure(field, kind, cells, List.of(lines), Optional.empty());
    }
}
