package uk.code4health.opendata.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.code4health.opendata.governance.DisclosureKind.BIRTH_DATE;
import static uk.code4health.opendata.governance.DisclosureKind.EMAIL_ADDRESS;
import static uk.code4health.opendata.governance.DisclosureKind.NATIONAL_INSURANCE_NUMBER;
import static uk.code4health.opendata.governance.DisclosureKind.NHS_NUMBER;
import static uk.code4health.opendata.governance.DisclosureKind.TELEPHONE_NUMBER;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.dataset.ExampleFields;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.UnreadableCell;

/** Personal data among the cells of a release. */
class PersonalDataWatchTest {

    private static final WatchedColumn COLUMN = column("cell");
    private static final Random RANDOM = new Random(20240401);

    @ParameterizedTest
    @MethodSource("columns")
    void onePlantedNhsNumberInAHundredThousandRowsIsFound(String name, Function<Integer, String> cells) {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(column(name)));
        for (int row = 0; row < 100_000; row++) {
            watch.see(0, row == 77_777 ? "9434765919" : cells.apply(row), row + 2L);
        }

        assertThat(watch.findings()).containsExactly(finding(name, NHS_NUMBER, 1, List.of(77_779L), "94********"));
    }

    static Stream<Arguments> columns() {
        return Stream.of(
                cells("name", row -> "Practice " + row),
                cells("code", row -> String.format("A%05d", row)),
                cells("count", row -> Integer.toString(row * 7)),
                cells("amount", row -> row + ".25"),
                cells("rate", row -> Double.toString(row / 7.0)),
                cells("sex", row -> row % 2 == 0 ? "F" : "M"),
                cells("telephone", row -> ""),
                cells("company_number", row -> String.format("%08d", row)),
                cells("snomed_text", row -> "22298006"));
    }

    @Test
    void aSpacedNumberIsFoundAmongTenDigitCodes() {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(COLUMN));
        for (int row = 0; row < 10_000; row++) {
            watch.see(0, row == 5_000 ? "943 476 5919" : NhsNumbers.tenDigits(RANDOM), row);
        }

        assertThat(watch.findings()).containsExactly(finding("cell", NHS_NUMBER, 1, List.of(5_000L), "943*********"));
    }

    @Property(tries = 200)
    void tenDigitsThatMeanSomethingElseAreNoFinding(
            @ForAll long seed, @ForAll @IntRange(min = 50, max = 5_000) int rows) {
        Random random = new Random(seed);
        PersonalDataWatch watch = new PersonalDataWatch(List.of(COLUMN));
        for (int row = 0; row < rows; row++) {
            watch.see(0, NhsNumbers.tenDigits(random), row);
        }

        assertThat(watch.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d", "ref %d", "%d.0"})
    void aCodeThatIsOftenRepeatedIsNoProof(String form) {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(COLUMN));
        for (long code = 1_000_000_000L; code < 1_000_000_050L; code++) {
            long times = NhsNumber.isValid(code) ? 100_000 : 1;
            watch.see(0, String.format(form, code), code, times);
        }

        assertThat(watch.findings()).isEmpty();
    }

    @Property(tries = 50)
    void aColumnOfNhsNumbersIsAFinding(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5_000) int rows) {
        Random random = new Random(seed);
        PersonalDataWatch watch = new PersonalDataWatch(List.of(COLUMN));
        for (int row = 0; row < rows; row++) {
            watch.see(0, NhsNumbers.random(random), row + 1L);
        }

        assertThat(watch.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(NHS_NUMBER);
            assertThat(finding.cells()).isEqualTo(rows);
            assertThat(finding.lines())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, Math.min(rows, 5))
                            .mapToObj(Long::valueOf)
                            .toList());
        });
    }

    @Test
    void nhsNumbersAmongTenDigitCodesAreAFindingWhenTheyAreMoreThanChance() {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(COLUMN));
        for (int row = 0; row < 20_000; row++) {
            watch.see(0, row % 10 == 0 ? NhsNumbers.random(RANDOM) : NhsNumbers.tenDigits(RANDOM), row);
        }

        assertThat(watch.findings()).extracting(Disclosure::kind).containsExactly(NHS_NUMBER);
    }

    @Test
    void nhsNumbersAtTheEndOfAColumnOfTenDigitCodesAreNotLost() {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(COLUMN));
        for (int row = 0; row < 20_000; row++) {
            watch.see(0, row < 15_000 ? NhsNumbers.tenDigits(RANDOM) : NhsNumbers.random(RANDOM), row);
        }

        assertThat(watch.findings()).extracting(Disclosure::kind).containsExactly(NHS_NUMBER);
    }

    @Test
    void aFewLargeCountsDoNotHideANumber() {
        PersonalDataWatch watch = watched(COLUMN, "1234567890", "2345678902", "5", "9434765919", "7");

        assertThat(watch.findings()).containsExactly(finding("cell", NHS_NUMBER, 1, List.of(4L), "94********"));
    }

    @Test
    void tenEqualDigitsAreNobodys() {
        assertThat(watched(COLUMN, "9999999999", "0000000000", "111 111 1111", "1111111111")
                        .findings())
                .isEmpty();
    }

    /** SNOMED CT identifiers of ten digits: in a field that is declared to hold them, a few that pass prove nothing. */
    @Test
    void snomedIdentifiersAreNotNhsNumbers() {
        Field field = ExampleFields.of("code", FieldType.STRING, "snomed-id");
        PersonalDataWatch watch = new PersonalDataWatch(List.of(WatchedColumn.of(field, false)));
        int seen = 0;
        for (long code = 1_119_000_000L; seen < 500; code++) {
            if (NhsNumber.isValid(code) && isReadBy(field, code)) {
                watch.see(0, Long.toString(code), ++seen);
                for (int other = 1; other <= 12; other++) {
                    watch.see(0, Long.toString(code + 1000L * other + 1), seen);
                }
            }
        }

        assertThat(watch.findings()).isEmpty();
        assertThat(watched(WatchedColumn.of(field, false), "4010232137").findings())
                .isEmpty();
    }

    private static boolean isReadBy(Field field, long code) {
        try {
            field.read(Long.toString(code));
            return true;
        } catch (UnreadableCell wrongCheckDigit) {
            return false;
        }
    }

    @Test
    void equalCellsCountAsManyAsTheyAre() {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(COLUMN));
        watch.see(0, "943 476 5919", 12, 30);
        watch.see(0, "see 943 476 5919 and 401 023 2137", 7);

        assertThat(watch.findings()).containsExactly(finding("cell", NHS_NUMBER, 31, List.of(7L, 12L), "943*********"));
    }

    @Test
    void theFirstFiveLinesAreKeptInWhateverOrderTheyCome() {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(COLUMN));
        for (long line = 100; line > 0; line--) {
            watch.see(0, "jane" + line + "@example.org", line);
        }

        assertThat(watch.findings())
                .containsExactly(
                        finding("cell", EMAIL_ADDRESS, 100, List.of(1L, 2L, 3L, 4L, 5L), "jan****************"));
    }

    @Test
    void aContactIsAFindingUnlessItIsDeclaredAsAnOrganisationsOwn() {
        String[] cells = {"01632 960123", "enquiries@example.org"};
        WatchedColumn declared = new WatchedColumn("contact", "Contact", true, false);

        assertThat(watched(column("contact"), cells).findings())
                .containsExactlyInAnyOrder(
                        finding("contact", TELEPHONE_NUMBER, 1, List.of(1L), "016*********"),
                        finding("contact", EMAIL_ADDRESS, 1, List.of(2L), "enq******************"));
        assertThat(watched(declared, cells).findings()).isEmpty();
    }

    @Test
    void noOrganisationHasAnNhsNumber() {
        WatchedColumn declared = new WatchedColumn("contact", "Contact", true, false);

        assertThat(watched(declared, "01632 960123", "943 476 5919", "AB 12 34 56 C")
                        .findings())
                .extracting(Disclosure::kind)
                .containsExactlyInAnyOrder(NHS_NUMBER, NATIONAL_INSURANCE_NUMBER);
    }

    @Test
    void oneNationalInsuranceNumberIsAFinding() {
        assertThat(watched(COLUMN, "RXA", "AB123456C", "A84002").findings())
                .containsExactly(finding("cell", NATIONAL_INSURANCE_NUMBER, 1, List.of(2L), "AB*******"));
    }

    @Property(tries = 100)
    void codesOfTheFormOfANationalInsuranceNumberAreNone(@ForAll long seed) {
        Random random = new Random(seed);
        PersonalDataWatch watch = new PersonalDataWatch(List.of(COLUMN));
        for (int row = 0; row < 1_000; row++) {
            watch.see(0, letter(random) + letter(random) + (100_000 + random.nextInt(900_000)) + letter(random), row);
        }

        assertThat(watch.findings()).isEmpty();
    }

    private static String letter(Random random) {
        return Character.toString('A' + random.nextInt(26));
    }

    @ParameterizedTest
    @CsvSource({
        "date_of_birth, Date of birth",
        "dob, DOB",
        "d1, PatientDOB",
        "d1, DATE_OF_BIRTH",
        "d1, Birth date",
        "d1, dateOfBirth"
    })
    void oneDateUnderAHeaderThatSpeaksOfBirthIsAFindingBesideAPostcode(String name, String title) {
        PersonalDataWatch watch =
                new PersonalDataWatch(List.of(column("place"), new WatchedColumn(name, title, false, false)));
        watch.see(1, "not known", 2);
        watch.see(1, "12/03/1956", 3);
        watch.see(0, "TS18 1HU", 3);

        assertThat(watch.findings()).containsExactly(finding(name, BIRTH_DATE, 1, List.of(3L), "12********"));
    }

    @ParameterizedTest
    @CsvSource({
        "births, 12/03/1956, TS18 1HU",
        "birth_weight, 3450, TS18 1HU",
        "year_of_birth, 1956, TS18 1HU",
        "birth_month, 1956-03, TS18 1HU",
        "birth_date, 12/13/1956, TS18 1HU",
        "birth_date, 12/03/1956, TS18",
        "birth_date, 12/03/1956, ZZ99 3VZ",
        "open_date, 12/03/1956, TS18 1HU"
    })
    void lessThanADateOfBirthBesideAPostcodeIsNoFinding(String name, String date, String postcode) {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(column(name), column("place")));
        watch.see(0, date, 2);
        watch.see(1, postcode, 2);

        assertThat(watch.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd",
                "yyyyMMdd",
                "dd/MM/yyyy",
                "d.M.yyyy",
                "dd-MMM-yyyy",
                "d MMMM yyyy",
                "ddMMyyyy",
                "ddMMMyyyy",
                "yyyy-MM-dd'T00:00:00'",
                "dd/MM/yyyy' 00:00'"
            })
    void datesOfAWholeLifetimeBesidePostcodesAreAFindingWhateverTheHeaders(String form) {
        assertThat(lifetimes(form, column("d1"), column("d2")).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(BIRTH_DATE);
                    assertThat(finding.column()).isEqualTo("d1");
                    assertThat(finding.cells()).isEqualTo(400);
                    assertThat(finding.lines()).containsExactly(1L, 2L, 3L, 4L, 5L);
                });
    }

    @Test
    void datesAndPostcodesOfOrganisationsAreNone() {
        WatchedColumn own = new WatchedColumn("own", "Own", true, false);

        assertThat(lifetimes("yyyy-MM-dd", own, column("d2")).findings()).isEmpty();
        assertThat(lifetimes("yyyy-MM-dd", column("d1"), own).findings()).isEmpty();
    }

    /** A date in almost every year since 1940, and a postcode in every row. */
    private static PersonalDataWatch lifetimes(String form, WatchedColumn dates, WatchedColumn postcodes) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(form, Locale.UK);
        PersonalDataWatch watch = new PersonalDataWatch(List.of(dates, postcodes));
        for (int row = 1; row <= 400; row++) {
            watch.see(0, LocalDate.of(1940, 1, 1).plusDays(73L * row).format(formatter), row);
            watch.see(1, "TS" + row % 10 + " 1H" + (char) ('A' + row % 20), row);
        }
        return watch;
    }

    @ParameterizedTest
    @CsvSource({"1974-04-01, 37", "1940-03-31, 0"})
    void openingDatesAndYearEndsAreNoBirths(LocalDate first, int days) {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(column("d1"), column("d2")));
        for (int row = 1; row <= 400; row++) {
            LocalDate date = days == 0 ? first.plusYears(row % 80) : first.plusDays((long) days * row);
            watch.see(0, date.toString(), row);
            watch.see(1, "TS18 1HU", row);
        }
        watch.see(0, "1900-01-01", 401);
        watch.see(0, "9999-12-31", 402);

        assertThat(watch.findings()).isEmpty();
    }

    @Test
    void aFindingTellsWhereAndNeverWhat() {
        PersonalDataWatch watch = watched(COLUMN, "9434765919", "4010232137");

        assertThat(watch.findings())
                .extracting(Disclosure::message)
                .containsExactly(
                        "What looks like an NHS number (94********) stands in 2 cells of cell, at lines 1, 2.");
    }

    private static PersonalDataWatch watched(WatchedColumn column, String... cells) {
        PersonalDataWatch watch = new PersonalDataWatch(List.of(column));
        for (int at = 0; at < cells.length; at++) {
            watch.see(0, cells[at], at + 1L);
        }
        return watch;
    }

    private static WatchedColumn column(String name) {
        return new WatchedColumn(name, name, false, false);
    }

    private static Disclosure finding(
            String column, DisclosureKind kind, long cells, List<Long> lines, String example) {
        return new Disclosure(column, kind, cells, lines, Optional.of(example));
    }

    private static Arguments cells(String name, Function<Integer, String> cells) {
        return Arguments.of(name, cells);
    }
}
