package uk.code4health.opendata.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Date layouts that manifests declare. */
class DatePatternTest {

    @ParameterizedTest
    @CsvSource({
        "%d/%m/%Y, 30/04/2024",
        "%Y%m%d, 20240430",
        "%Y-%m-%d, 2024-04-30",
        "%d-%b-%y, 30-Apr-24",
        "%d-%b-%y, 30-APR-24",
        "%d %B %Y, 30 April 2024",
        "%d %B %Y, 30 april 2024",
        "%d'%m'%Y, 30'04'2024",
        "%%%d.%m.%Y, %30.04.2024",
        "date:dd/mm/yyyy, 30/04/2024",
        "date:dd-mm-yy, 30-04-24",
        "date:yyyymmdd, 20240430",
        "date:dd mmm yyyy, 30 Apr 2024",
        "date:dd mmmm yyyy, 30 April 2024",
        "date:d.mm.yyyy, 30.04.2024"
    })
    void aDateIsReadInTheLayoutDeclared(String format, String written) {
        assertThat(DatePattern.of(format).parse(written)).isEqualTo(LocalDate.of(2024, 4, 30));
    }

    @ParameterizedTest
    @CsvSource({
        "%d/%m/%Y, 31/02/2024",
        "%d/%m/%Y, 29/02/2023",
        "%d/%m/%Y, 04/30/2024",
        "%d/%m/%Y, 30-04-2024",
        "%d/%m/%Y, 30/04/24",
        "%d/%m/%Y, 30/04/2024 00:00",
        "%d/%m/%Y, 30/04/0000",
        "%d/%m/%Y, 30/04/+999999999",
        "%Y%m%d, 2024043",
        "%Y%m%d, 20240431",
        "date:dd/mm/yyyy, 31/04/2024",
        "date:dd/mm/yyyy, 2024-04-30",
        "date:dd mmm yyyy, 30 Foo 2024"
    })
    void anImpossibleDateOrAnotherLayoutIsRefusedInTheManifestsWords(String format, String written) {
        assertThatThrownBy(() -> DatePattern.of(format).parse(written))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is not a date written as " + format);
    }

    @ParameterizedTest
    @CsvSource({"%d/%m/%H, %H", "%Y-%j, %j", "%A %d %B %Y, %A"})
    void anUnknownDirectiveIsNamed(String format, String directive) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatePattern.of(format))
                .withMessage(directive + " is not one of %Y %y %m %d %b %B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d/%m/%Y", "date:dd/mm/yyyy", "date:"})
    void strptimeAndWordsDeclareALayout(String format) {
        assertThat(DatePattern.isDeclaredBy(format)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "any", "nhs-period", "dd/mm/yyyy"})
    void otherFormatsDeclareNone(String format) {
        assertThat(DatePattern.isDeclaredBy(format)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"%d %b %Y, 01 Sep 2024", "date:dd-mmm-yyyy, 01-SEP-2024"})
    void septemberIsAbbreviatedToThreeLetters(String format, String written) {
        assertThat(DatePattern.of(format).parse(written)).isEqualTo(LocalDate.of(2024, 9, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"%d %b, %Y | 30 Apr, 2024", "on %d/%m/%Y | on 30/04/2024"})
    void aLayoutCanHaveSeveralLettersBetweenItsParts(String format, String written) {
        assertThat(DatePattern.of(format).parse(written)).isEqualTo(LocalDate.of(2024, 4, 30));
    }

    @ParameterizedTest
    @CsvSource({"date:d/m/yyyy, 1/4/2024", "date:m/d/yy, 4/1/24"})
    void aMonthCanHaveOneDigit(String format, String written) {
        assertThat(DatePattern.of(format).parse(written)).isEqualTo(LocalDate.of(2024, 4, 1));
    }

    @Property
    boolean bothWaysToDeclareALayoutReadTheSame(
            @ForAll @IntRange(min = 1900, max = 2100) int year, @ForAll @IntRange(min = 1, max = 366) int dayOfYear) {
        LocalDate day = LocalDate.ofYearDay(year, Math.min(dayOfYear, 365));
        String written = String.format("%02d/%02d/%d", day.getDayOfMonth(), day.getMonthValue(), year);
        return day.equals(DatePattern.of("%d/%m/%Y").parse(written))
                && day.equals(DatePattern.of("date:dd/mm/yyyy").parse(written));
    }
}
