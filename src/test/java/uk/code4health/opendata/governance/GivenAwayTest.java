package uk.code4health.opendata.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.code4health.opendata.dataset.Publication;

/** Suppressed counts that a total gives away. */
class GivenAwayTest {

    private static final Publication.Bounds ONE_TO_SEVEN =
            new Publication.Bounds(new BigDecimal("1"), new BigDecimal("7"));

    private final GivenAway givenAway = new GivenAway(Optional.of(ONE_TO_SEVEN));

    @Test
    void aTotalGivesItsOneSuppressedMemberAway() {
        givenAway.total("waits", new BigDecimal("103"), members(1, 900));

        assertThat(givenAway.findings()).containsExactly(finding("waits", 1, 900L));
        assertThat(givenAway.findings().get(0).message())
                .isEqualTo(
                        "A suppressed value that a published total gives away stands in 1 cell of waits, at line 900.");
    }

    @ParameterizedTest
    @CsvSource({"102, true", "114, true", "102.0, true", "101, false", "103, false", "108, false", "113, false"})
    void twoSuppressedMembersHideEachOtherUnlessBothAreAtABound(BigDecimal total, boolean isFinding) {
        givenAway.total("waits", total, members(2, 900));

        assertThat(givenAway.findings()).isEqualTo(isFinding ? List.of(finding("waits", 2, 900L)) : List.of());
    }

    @Test
    void withoutARuleTheBoundsAreNotKnown() {
        GivenAway withoutRule = new GivenAway(Optional.empty());
        withoutRule.total("waits", new BigDecimal("102"), members(2, 900));
        assertThat(withoutRule.findings()).isEmpty();

        withoutRule.total("waits", new BigDecimal("102"), members(1, 900));
        assertThat(withoutRule.findings()).containsExactly(finding("waits", 1, 900L));
    }

    @Test
    void aTotalOfPublishedMembersGivesNothingAway() {
        givenAway.total("waits", new BigDecimal("100"), members(0, 0));

        assertThat(givenAway.findings()).isEmpty();
    }

    @Test
    void cellsThatTwoTotalsGiveAwayAreCountedOnceAndTheFirstLinesTold() {
        for (long line = 10; line > 0; line--) {
            givenAway.total("waits", new BigDecimal("103"), members(1, line));
            givenAway.total("waits", new BigDecimal("104"), members(1, line));
        }
        givenAway.total("attendances", new BigDecimal("103"), members(1, 7));

        assertThat(givenAway.findings())
                .containsExactly(finding("attendances", 1, 7L), finding("waits", 10, 1L, 2L, 3L, 4L, 5L));
    }

    /** Members that are published and add up to 100, and suppressed ones. */
    private static GroupMembers members(long suppressed, long firstSuppressed) {
        return new GroupMembers(new BigDecimal("100"), suppressed, firstSuppressed);
    }

    private static Disclosure finding(String field, long cells, Long... lines) {
        return new Disclosure(field, DisclosureKind.GIVEN_AWAY, cells, List.of(lines), Optional.empty());
    }
}
