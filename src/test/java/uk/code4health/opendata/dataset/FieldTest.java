package uk.code4health.opendata.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How cells of a field are read. */
class FieldTest {

    private static final Map<String, Optional<CellStatus>> LABELLED = Map.of(
            "", Optional.empty(),
            "*", Optional.of(CellStatus.SUPPRESSED),
            "[c]", Optional.of(CellStatus.SUPPRESSED),
            "-", Optional.of(CellStatus.NOT_APPLICABLE));

    @ParameterizedTest
    @CsvSource({"*, SUPPRESSED", "[c], SUPPRESSED", "-, NOT_APPLICABLE"})
    void aMissingValueBecomesNullWithItsStatus(String text, CellStatus status) {
        Field field = ExampleFields.missing("count", FieldType.INTEGER, LABELLED);

        assertThat(field.read(text)).isEqualTo(new Cell(null, status));
        assertThat(field.statuses()).containsExactly("not_applicable", "suppressed");
    }

    @Test
    void aBlankCellIsNullWithoutAStatus() {
        assertThat(ExampleFields.missing("count", FieldType.INTEGER, LABELLED).read(""))
                .isEqualTo(Cell.EMPTY);
        assertThat(ExampleFields.of("name", FieldType.STRING).read("")).isEqualTo(Cell.EMPTY);
    }

    @Test
    void aBlankThatIsNotDeclaredMissingIsATextButNoNumber() {
        assertThat(ExampleFields.missing("name", FieldType.STRING, Map.of()).read(""))
                .isEqualTo(new Cell("", null));
        assertThatThrownBy(() -> ExampleFields.missing("count", FieldType.INTEGER, Map.of())
                        .read(""))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is empty, which this field does not declare as a missing value");
    }

    @Test
    void aRequiredFieldHasNoMissingValues() {
        assertThatThrownBy(() -> ExampleFields.constrained(FieldType.STRING, ExampleFields.required())
                        .read(""))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is missing, and this field is required");
    }

    @Test
    void whiteSpaceIsForTheCallerToTrim() {
        assertThat(ExampleFields.of("name", FieldType.STRING).read(" x ").value())
                .isEqualTo(" x ");
        assertThatThrownBy(() -> ExampleFields.of("count", FieldType.INTEGER).read(" 1"))
                .isInstanceOf(UnreadableCell.class);
    }

    @Test
    void aNulIsRefusedInAnyText() {
        for (String format : List.of("default", "ods-code", "uk-postcode")) {
            assertThatThrownBy(() ->
                            ExampleFields.of("name", FieldType.STRING, format).read("A\0B"))
                    .isInstanceOf(UnreadableCell.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, is shorter than 2 characters",
        "abcde, is longer than 4 characters",
        "zzz, is not one of the 2 values this field may have"
    })
    void aTextThatBreaksAConstraintIsToldWhich(String text, String reason) {
        Field field = ExampleFields.constrained(
                FieldType.STRING,
                new Constraints(
                        false,
                        Optional.of(2),
                        Optional.of(4),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("ab", "abcd")));

        assertThat(field.read("abcd").value()).isEqualTo("abcd");
        assertThatThrownBy(() -> field.read(text))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage(reason);
    }

    @Test
    void aTextThatDoesNotMatchIsToldThePattern() {
        Field field = ExampleFields.constrained(FieldType.STRING, ExampleFields.pattern("[A-Z]\\d"));

        assertThat(field.read("A1").value()).isEqualTo("A1");
        assertThatThrownBy(() -> field.read("xA1x"))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("does not match the pattern [A-Z]\\d");
    }

    @ParameterizedTest
    @CsvSource({"-1, 'is less than the minimum, 0'", "101, 'is more than the maximum, 100'"})
    void aNumberBeyondItsBoundsIsToldTheBound(String text, String reason) {
        Field field = ExampleFields.constrained(FieldType.INTEGER, between(0L, 100L));

        assertThat(field.read("0").value()).isEqualTo(0L);
        assertThat(field.read("100").value()).isEqualTo(100L);
        assertThatThrownBy(() -> field.read(text))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage(reason);
    }

    @Test
    void aCallersValueIsCanonicalOrThePublishersOwn() {
        Field day = ExampleFields.of("day", FieldType.DATE, "%d/%m/%Y");
        Field count = ExampleFields.numbers(FieldType.INTEGER, new NumberLayout(".", ",", true));

        assertThat(day.readValue("2024-04-30")).isEqualTo(LocalDate.of(2024, 4, 30));
        assertThat(day.readValue("30/04/2024")).isEqualTo(LocalDate.of(2024, 4, 30));
        assertThat(count.readValue("1,000")).isEqualTo(1_000L);
    }

    @Test
    void aSpreadsheetsMidnightIsADateAlone() {
        Field seen = ExampleFields.of("seen", FieldType.DATETIME);

        assertThat(seen.read("2024-04-30").value()).isEqualTo(LocalDateTime.of(2024, 4, 30, 0, 0));
        assertThat(seen.read("2024-04-30T09:30").value()).isEqualTo(LocalDateTime.of(2024, 4, 30, 9, 30));
        assertThatThrownBy(() -> seen.read("April"))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is not a date and time such as 2024-04-30T09:30:00");
    }

    @Test
    void aCallersValueThatIsNeitherIsToldTheCanonicalForm() {
        assertThatThrownBy(() ->
                        ExampleFields.of("day", FieldType.DATE, "%d/%m/%Y").readValue("April"))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is not a date such as 2024-04-30");
    }

    @Test
    void aFieldWithLabelledMissingValuesHasACompanion() {
        Field status = ExampleFields.missing("count", FieldType.INTEGER, LABELLED)
                .status()
                .orElseThrow();

        assertThat(status.name()).isEqualTo("count_status");
        assertThat(status.type()).isEqualTo(FieldType.STRING);
        assertThat(status.constraints().oneOf()).containsExactly("not_applicable", "suppressed");
        assertThat(status.status()).isEmpty();
        assertThat(ExampleFields.of("count", FieldType.INTEGER).status()).isEmpty();
    }

    @Test
    void aNameLeavesRoomForItsCompanion() {
        Field longest = ExampleFields.missing("a".repeat(56), FieldType.INTEGER, LABELLED);

        assertThat(longest.status().orElseThrow().name()).hasSize(63);
        assertThat(ExampleFields.of("a".repeat(59), FieldType.STRING).name()).hasSize(59);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleFields.of("a".repeat(60), FieldType.STRING))
                .withMessage("a field name is lower-case words joined by single underscores, at most 59 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleFields.missing("a".repeat(57), FieldType.INTEGER, LABELLED))
                .withMessageEndingWith("at most 56 characters as it has labelled missing values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Count", "1st", "a__b", "_a", "a_", "a-b", "a b", "é", "a\"b", "a;drop"})
    void aNameIsLowerCaseWordsJoinedBySingleUnderscores(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ExampleFields.of(name, FieldType.STRING));
    }

    @Test
    void anUnknownDateFormatIsRefusedWithWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleFields.of("day", FieldType.DATE, "dd/mm/yyyy"))
                .withMessageContaining("nhs-period")
                .withMessageContaining("date:dd/mm/yyyy");
    }

    @SuppressWarnings("unchecked") // numbers compare with their own kind
    private static Constraints between(Object minimum, Object maximum) {
        return new Constraints(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of((Comparable<Object>) minimum),
                Optional.of((Comparable<Object>) maximum),
                Optional.empty(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource({"%d/%m/%Y", "date:dd mmm yyyy", "%Y-%m-%d", "%d-%b-%y"})
    void theDateCellOfAWorkbookIsADateWhateverTheLayoutOfItsField(String format) {
        Field field = ExampleFields.of("open_date", FieldType.DATE, format);
        assertThat(field.read("2024-04-30").value()).isEqualTo(LocalDate.of(2024, 4, 30));
        assertThatThrownBy(() -> field.read("2024-04-31"))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is not a date written as " + format);
    }
}
