package uk.code4health.opendata.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Times as readers write them. */
class AsAtTest {

    @ParameterizedTest
    @CsvSource({
        "2024-05-09T09:30:00Z, 2024-05-09T09:30:00Z",
        "2024-05-09T09:30:00.123456Z, 2024-05-09T09:30:00.123456Z",
        "2024-05-09t09:30:00z, 2024-05-09T09:30:00Z",
        "2024-05-09 09:30:00Z, 2024-05-09T09:30:00Z",
        "2024-05-09T09:30Z, 2024-05-09T09:30:00Z",
        "2024-05-09T09:30:00+01:00, 2024-05-09T08:30:00Z",
        "2024-05-09T09:30:00-04:00, 2024-05-09T13:30:00Z",
        "2024-05-09T00:30:00+01:00, 2024-05-08T23:30:00Z"
    })
    void anInstantSaysItsOffset(String text, Instant instant) {
        assertThat(AsAt.read(text).instant()).isEqualTo(instant);
    }

    @Property
    void aPlusSignThatBecameASpaceIsStillOne(@ForAll @IntRange(max = 18 * 60) int minutes) {
        OffsetDateTime time = OffsetDateTime.of(2024, 5, 9, 9, 30, 1, 0, ZoneOffset.ofTotalSeconds(minutes * 60));
        String lost = time.toString().replace('+', ' ');

        assertThat(AsAt.read(lost).instant()).isEqualTo(time.toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-09, 2024-05-09T23:00:00Z",
        "2024-01-09, 2024-01-10T00:00:00Z",
        "2024-03-30, 2024-03-31T00:00:00Z",
        "2024-03-31, 2024-03-31T23:00:00Z",
        "2024-10-27, 2024-10-28T00:00:00Z",
        "2024-02-29, 2024-03-01T00:00:00Z",
        "9999-12-31, +10000-01-01T00:00:00Z"
    })
    void aDateIsTheEndOfThatDayInLondon(String date, Instant nextDay) {
        assertThat(AsAt.read(date).instant()).isEqualTo(nextDay.minusNanos(1));
    }

    @Property
    void everyInstantOfADayIsWithinIt(@ForAll @IntRange int secondsSince1970) {
        ZoneId london = ZoneId.of("Europe/London");
        Instant instant = Instant.ofEpochSecond(secondsSince1970);
        LocalDate day = instant.atZone(london).toLocalDate();

        assertThat(AsAt.read(day.toString()).instant()).isAfterOrEqualTo(instant);
        assertThat(AsAt.read(day.minusDays(1).toString()).instant()).isBefore(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "2024",
                "2024-05",
                "09/05/2024",
                "20240509",
                "2024-5-9",
                "1715247000",
                "2024-05-09T09Z",
                "2024-05-09T09:30:00+0100",
                "2024-05-09T09:30:00Z[Europe/London]",
                "+10000-05-09",
                "e12",
                "٢٠٢٤-٠٥-٠٩"
            })
    void whatIsNoTimeIsToldWhatWouldBe(String text) {
        assertRefused(text, "This is neither an instant nor a date. Ask 2024-05-09T09:30:00Z", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-30",
                "2023-02-29",
                "2024-13-01",
                "2024-00-10",
                "2024-05-09T25:00:00Z",
                "2024-05-09T24:00:00Z",
                "2024-05-09T09:60:00Z",
                "2024-05-09T09:30:00+19:00",
                "2024-02-30T09:30:00"
            })
    void aTimeThatNeverIsIsTold(String text) {
        assertRefused(text, "There is no such time. Ask 2024-05-09T09:30:00Z", null);
    }

    @ParameterizedTest
    @CsvSource({"2024-05-09T09:30:00, 2024-05-09T09:30:00+01:00", "2024-01-09 09:30, 2024-01-09T09:30:00Z"})
    void aTimeWithoutAnOffsetIsToldThatOfLondon(String text, String nearest) {
        assertRefused(text, "An instant says how far its clock is from UTC", nearest);
        assertThat(AsAt.read(nearest)).isNotNull();
    }

    @Test
    void theNearestMayLoseItsPlusSignOnTheWay() {
        assertThat(AsAt.read("2024-05-09T09:30:00 01:00")).isEqualTo(AsAt.read("2024-05-09T08:30:00Z"));
    }

    private static void assertRefused(String text, String detail, String nearest) {
        assertThatThrownBy(() -> AsAt.read(text)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.PARAMETER_INVALID);
            assertThat(refused.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.parameter()).isEqualTo("as_at");
                assertThat(fault.detail()).startsWith(detail);
                assertThat(fault.didYouMean()).isEqualTo(nearest);
            });
        });
    }
}
