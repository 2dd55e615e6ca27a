package uk.code4health.opendata.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as publishers write them. */
class NumberLayoutTest {

    private static final NumberLayout GROUPED = new NumberLayout(".", ",", true);
    private static final NumberLayout SIGNED = new NumberLayout(".", ",", false);
    private static final NumberLayout CONTINENTAL = new NumberLayout(",", ".", true);

    @ParameterizedTest
    @CsvSource({
        "'16,670', 16670",
        "'1,374,917', 1374917",
        "'-1,234', -1234",
        "7, 7",
        "'60,606,345', 60606345",
    })
    void thousandsAreReadWithoutTheirSeparator(String written, long number) {
        assertThat(ExampleFields.numbers(FieldType.INTEGER, GROUPED).read(written))
                .isEqualTo(new Cell(number, null));
    }

    @ParameterizedTest
    @CsvSource({
        "76.00%, 76.00",
        "'£1,234.50', 1234.50",
        "-3.5%, -3.5",
        "+3.5 %, 3.5",
        "€ .5, .5",
        "'-£1,234.50', -1234.50",
        "£-5, -5",
        "+€5, 5",
        "-£ 5, -5",
        "12.5, 12.5",
        "-0.1, -0.1"
    })
    void signsAroundANumberAreDropped(String written, BigDecimal number) {
        assertThat(ExampleFields.numbers(FieldType.NUMBER, SIGNED).read(written).value())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"'1.234,50', 1234.50", "'-0,5', -0.5"})
    void aCommaCanStandBeforeTheDecimals(String written, BigDecimal number) {
        assertThat(ExampleFields.numbers(FieldType.NUMBER, CONTINENTAL)
                        .read(written)
                        .value())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"'16,670'", "76.00%", "£5", "1 000", "12..5", "five"})
    void aPlainNumberHasNothingBesideItsDigits(String written) {
        assertThatThrownBy(() -> ExampleFields.numbers(FieldType.NUMBER, NumberLayout.PLAIN)
                        .read(written))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is not a number");
    }

    @ParameterizedTest
    @CsvSource({"%", "£", "n/a", "-", ".", "-£", "-£-5", "+-£5"})
    void signsWithoutANumberAreNone(String written) {
        assertThatThrownBy(() -> ExampleFields.numbers(FieldType.NUMBER, SIGNED).read(written))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is not a number");
    }

    @ParameterizedTest
    @CsvSource({"<5", "'(1,234)'", "5*", "−5"})
    void aSignThatChangesTheMeaningIsNotDropped(String written) {
        assertThatThrownBy(() -> ExampleFields.numbers(FieldType.NUMBER, SIGNED).read(written))
                .isInstanceOf(UnreadableCell.class);
    }

    @Test
    void aWholeNumberCanHavePointsBetweenItsThousands() {
        NumberLayout pointed = new NumberLayout(".", ".", true);
        assertThat(ExampleFields.numbers(FieldType.INTEGER, pointed)
                        .read("1.374.917")
                        .value())
                .isEqualTo(1_374_917L);
    }

    @ParameterizedTest
    @CsvSource({"'1,5'", "'12,34'", "'1,,234'", "'-,234'", "'1234,567'", "'1,234,5'", "',234'", "'1,234.5,6'"})
    void aSeparatorStandsBetweenThousandsAlone(String written) {
        assertThatThrownBy(
                        () -> ExampleFields.numbers(FieldType.NUMBER, GROUPED).read(written))
                .isInstanceOf(UnreadableCell.class);
    }

    @Property
    void anyWholeNumberComesBackFromItsPrintedForm(@ForAll long number) {
        String printed = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.UK)).format(number);

        assertThat(ExampleFields.numbers(FieldType.INTEGER, GROUPED)
                        .read(printed)
                        .value())
                .isEqualTo(number);
        assertThat(ExampleFields.numbers(FieldType.INTEGER, SIGNED)
                        .read(printed + " %")
                        .value())
                .isEqualTo(number);
    }
}
