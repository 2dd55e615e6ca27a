package uk.code4health.opendata.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Periods as NHS publishers write them. */
class NhsPeriodTest {

    private static final Field PERIOD = ExampleFields.of("period", FieldType.DATE, "nhs-period");

    @ParameterizedTest
    @CsvSource({
        "MSitAE-APRIL-2024, 2024-04-01",
        "MSitAE-JUNE-2024, 2024-06-01",
        "RTT-April-2026, 2026-04-01",
        "A&E-May-2024, 2024-05-01",
        "JAN-24, 2024-01-01",
        "Jan-24, 2024-01-01",
        "MAR2019, 2019-03-01",
        "September 2023, 2023-09-01",
        "Sept-2023, 2023-09-01",
        "01APR2023, 2023-04-01",
        "01JAN2021, 2021-01-01",
        "01Jan2022, 2022-01-01",
        "1 July 2022, 2022-07-01",
        "31-Dec-2023, 2023-12-31",
        "2017_09, 2017-09-01",
        "201709, 2017-09-01",
        "2024-04, 2024-04-01",
        "20240401, 2024-04-01",
        "2024-04-30, 2024-04-30",
        "30/04/2024, 2024-04-30",
        "29/02/2024, 2024-02-29"
    })
    void everyFormIsReadAsItsFirstDay(String written, LocalDate firstDay) {
        assertThat(PERIOD.read(written).value()).isEqualTo(firstDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2024/25, 2024-04-01",
        "2021/22, 2021-04-01",
        "2020-21, 2020-04-01",
        "2012-13, 2012-04-01",
        "2010/11, 2010-04-01",
        "1999/00, 1999-04-01",
    })
    void financialYearsBeginInApril(String written, LocalDate firstDay) {
        assertThat(PERIOD.read(written).value()).isEqualTo(firstDay);
    }

    @ParameterizedTest
    @CsvSource({"2010-11, 2010-11-01", "2011-12, 2011-12-01", "2000-01, 2000-01-01", "2010/12, 2010-12-01"})
    void whatCouldBeAYearOrAMonthIsTheMonthThatIsoSaysItIs(String written, LocalDate firstDay) {
        assertThat(PERIOD.read(written).value()).isEqualTo(firstDay);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/02/2024",
                "30/02/2023",
                "29/02/2023",
                "20241301",
                "20240431",
                "2024-13",
                "2024/26",
                "201713",
                "2017_00",
                "0000_01",
                "MSitAE-FOO-2024",
                "April-June 2024",
                "Jan-Mar 2025",
                "MSitAE-APRIL",
                "APRIL",
                "APRILS-2024",
                "32JAN2021",
                "0JAN2021",
                "01/2024",
                "4/30/2024",
                "2024",
                "TOTAL",
                "2024-04-01T00:00",
                " 2024-04"
            })
    void whatIsNoPeriodIsRefusedWithExamples(String written) {
        assertThatThrownBy(() -> PERIOD.read(written))
                .isInstanceOfSatisfying(UnreadableCell.class, refused -> assertThat(refused.reason())
                        .isEqualTo("is not a period such as MSitAE-APRIL-2024, 01APR2023, 2017_09, JAN-24, 2024/25 or"
                                + " 2024-04-01"));
    }

    @Test
    void theFinancialYearBeforeTheMillenniumBeginsInApril() {
        assertThat(PERIOD.read("1999-00").value()).isEqualTo(LocalDate.of(1999, 4, 1));
    }

    @Property
    boolean everyMonthIsReadInWordsAndDigitsAlike(
            @ForAll @IntRange(min = 1948, max = 2099) int year, @ForAll Month month) {
        String word = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        LocalDate first = LocalDate.of(year, month, 1);
        return first.equals(NhsPeriod.parse("MSitAE-" + word.toUpperCase(Locale.ROOT) + "-" + year))
                && first.equals(NhsPeriod.parse("01" + word.substring(0, 3) + year))
                && first.equals(NhsPeriod.parse(String.format("%d_%02d", year, month.getValue())))
                && first.equals(NhsPeriod.parse(first.toString()));
    }

    @Property
    boolean everyFinancialYearWithASlashBeginsInApril(@ForAll @IntRange(min = 1948, max = 2099) int year) {
        return LocalDate.of(year, 4, 1).equals(NhsPeriod.parse(String.format("%d/%02d", year, (year + 1) % 100)));
    }

    @Test
    void anIsoDateIsReadToo() {
        assertThat(PERIOD.readValue("2024-04-01")).isEqualTo(LocalDate.of(2024, 4, 1));
    }
}
