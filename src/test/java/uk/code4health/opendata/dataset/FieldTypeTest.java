package uk.code4health.opendata.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of fields and their canonical texts. */
class FieldTypeTest {

    @Test
    void canonicalTextsBecomeValues() {
        assertThat(FieldType.STRING.parse("007")).isEqualTo("007");
        assertThat(FieldType.INTEGER.parse("-42")).isEqualTo(-42L);
        assertThat(FieldType.NUMBER.parse("76.00")).isEqualTo(new BigDecimal("76.00"));
        assertThat(FieldType.BOOLEAN.parse("True")).isEqualTo(true);
        assertThat(FieldType.BOOLEAN.parse("0")).isEqualTo(false);
        assertThat(FieldType.DATE.parse("2024-04-30")).isEqualTo(LocalDate.of(2024, 4, 30));
        assertThat(FieldType.DATETIME.parse("2024-04-30T09:30:00")).isEqualTo(LocalDateTime.of(2024, 4, 30, 9, 30));
        assertThat(FieldType.TIME.parse("09:30:00")).isEqualTo(LocalTime.of(9, 30));
        assertThat(FieldType.TIME.parse("09:30:00.0000000")).isEqualTo(LocalTime.of(9, 30));
        assertThat(FieldType.YEAR.parse("2024")).isEqualTo(2024L);
        assertThat(FieldType.YEARMONTH.parse("2024-04")).isEqualTo("2024-04");
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 1.0, is not a whole number",
        "INTEGER, 9223372036854775808, is not a whole number",
        "INTEGER, '', is not a whole number",
        "NUMBER, '1,5', is not a number",
        "NUMBER, NaN, is not a number",
        "NUMBER, Infinity, is not a number",
        "BOOLEAN, yes, is not true or false",
        "DATE, 2024-02-30, is not a date such as 2024-04-30",
        "DATE, 30/04/2024, is not a date such as 2024-04-30",
        "DATETIME, 2024-04-30, is not a date and time such as 2024-04-30T09:30:00",
        "TIME, 25:00, is not a time such as 09:30:00",
        "YEAR, MMXXIV, is not a year such as 2024",
        "YEARMONTH, 2024-13, is not a month such as 2024-04",
        "YEARMONTH, +12024-01, is not a month such as 2024-04",
        "DATETIME, +999999999-01-01T00:00, is not a date and time such as 2024-04-30T09:30:00",
        "DATETIME, 0000-01-01T00:00, is not a date and time such as 2024-04-30T09:30:00",
        "DATETIME, 2024-04-30T09:30:00.0000001, is not a date and time such as 2024-04-30T09:30:00",
        "TIME, 09:30:00.1234567, is not a time such as 09:30:00"
    })
    void anythingElseIsToldWhatAValueLooksLike(FieldType type, String text, String reason) {
        assertThatThrownBy(() -> type.parse(text))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1E2147483647", "-1e2147483648", "1e99999999999", "1e65"})
    @Timeout(2)
    void aHostileExponentIsNoNumber(String text) {
        assertThatThrownBy(() -> FieldType.NUMBER.parse(text))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is not a number");
    }

    @Test
    void aNumberHasAtMost64Characters() {
        String longest = "9".repeat(64);

        assertThat(FieldType.NUMBER.parse(longest)).isEqualTo(new BigDecimal(longest));
        assertThatThrownBy(() -> FieldType.NUMBER.parse(longest + "9")).isInstanceOf(UnreadableCell.class);
    }

    @Test
    void aTextCannotHoldNul() {
        assertThatThrownBy(() -> FieldType.STRING.parse("a\0b"))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("holds a NUL character");
    }

    @ParameterizedTest
    @EnumSource
    void aTypeIsFoundByTheNameInManifests(FieldType type) {
        assertThat(FieldType.of(type.label())).contains(type);
    }

    @Test
    void anUnknownNameIsNoType() {
        assertThat(FieldType.of("INTEGER")).isEmpty();
        assertThat(FieldType.of("geopoint")).isEmpty();
    }

    @Property
    void aNumberComesBackFromItsText(@ForAll @BigRange(min = "-1e30", max = "1e30") @Scale(12) BigDecimal number) {
        assertThat(FieldType.NUMBER.parse(number.toPlainString())).isEqualTo(number);
    }

    @Property
    boolean aWholeNumberComesBackFromItsText(@ForAll long number) {
        return FieldType.INTEGER.parse(Long.toString(number)).equals(number);
    }
}
