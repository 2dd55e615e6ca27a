package uk.code4health.opendata.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.code4health.opendata.governance.DisclosureKind.EMAIL_ADDRESS;
import static uk.code4health.opendata.governance.DisclosureKind.NATIONAL_INSURANCE_NUMBER;
import static uk.code4health.opendata.governance.DisclosureKind.NHS_NUMBER;
import static uk.code4health.opendata.governance.DisclosureKind.TELEPHONE_NUMBER;

import java.time.Duration;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has the form of personal data, in one text. */
class PersonalDataTest {

    /** 943 476 5919 is the example of the NHS Data Model and Dictionary's users; it is nobody's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9434765919",
                "943 476 5919",
                "943\u00a0476\u00a05919",
                "943-476-5919",
                "9,434,765,919",
                "9434765919.0",
                "9434765919.",
                "NHS9434765919",
                "NHS no.9434765919",
                "Referred by letter; NHS number 943 476 5919, seen twice.",
                "(943-476-5919)",
                "9434765919,1",
                "1,9434765919",
                "9434765919/A84002",
                "dr9434765919@example.org",
                "aged 45 943 476 5919",
                "4010232137",
                "0123456789 9434765919",
                "0000000051"
            })
    void anNhsNumber(String text) {
        assertThat(PersonalData.in(text)).contains(NHS_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9434765918",
                "943 476 5918",
                "19434765919",
                "94347659190",
                "943476591",
                "9434 765 919",
                "943 476-5919",
                "943  476  5919",
                "12-943-476-5919",
                "943-476-5919-1",
                "12,9,434,765,919",
                "9434765919.25",
                "0.9434765919",
                "-.9434765919",
                "51.9434765919",
                "+44 943 476 5919",
                "1111111111",
                "0000000000",
                "999 999 9999",
                ""
            })
    void noNhsNumber(String text) {
        assertThat(PersonalData.in(text)).doesNotContain(NHS_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+44 %s", "+44 (0)%s", "(+44) %s", "0044 %s", "+353 %s"})
    void theEndOfATelephoneNumberIsNoNhsNumber(String form) {
        String number = NhsNumbers.completed(113_496_001).replaceFirst("(...)(...)", "$1 $2 ");

        assertThat(PersonalData.in(number)).containsExactly(NHS_NUMBER);
        assertThat(PersonalData.in(String.format(form, number))).doesNotContain(NHS_NUMBER);
    }

    @Property
    void everyValidNumberIsFoundHoweverItIsWrittenAndNoneWithAWrongDigit(
            @ForAll @LongRange(max = 999_999_999) long nine,
            @ForAll @IntRange(max = 9) int place,
            @ForAll @IntRange(min = 1, max = 9) int error) {
        String number = NhsNumbers.completed(nine);
        Assume.that(!number.isEmpty());
        String printed = number.replaceFirst("(...)(...)", "$1 $2 ");
        int wrong = (number.charAt(place) - '0' + error) % 10;

        assertThat(PersonalData.in(number)).contains(NHS_NUMBER);
        assertThat(PersonalData.in(printed)).contains(NHS_NUMBER);
        assertThat(PersonalData.in("see " + printed.replace(' ', '-') + ".")).contains(NHS_NUMBER);
        assertThat(PersonalData.in(number.substring(0, place) + wrong + number.substring(place + 1)))
                .doesNotContain(NHS_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AB123456C", "AB 12 34 56 C", "AB 123456 C", "ab123456c", "NI: JG103759A.", "(PW 12 34 56 D)"})
    void aNationalInsuranceNumber(String text) {
        assertThat(PersonalData.in(text)).containsExactly(NATIONAL_INSURANCE_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QQ123456C", "AO123456C", "DA123456C", "AV123456C", "BG123456C", "GB123456C", "NK123456C", "KN123456C",
                "TN123456C", "NT123456C", "ZZ123456C", "AB123456E", "AB12345C", "AB1234567C", "XAB123456C",
                        "AB123456CD",
                "1AB123456C", "AB123456", "to 12 34 56 a day", "be 123456 a", "E38000130", "0101010C0AAAAAA"
            })
    void noNationalInsuranceNumber(String text) {
        assertThat(PersonalData.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.uk",
                "jane.doe@nhs.net",
                "J.O'Brien+test@mail.example-trust.nhs.uk",
                "write to <jane@example.org>.",
                "mailto:jane_doe@example.co.uk?subject=1",
                "@x.uk a@b.org"
            })
    void anEmailAddress(String text) {
        assertThat(PersonalData.in(text)).containsExactly(EMAIL_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@NHSEngland",
                "jane@",
                "jane@localhost",
                "jane @ home.uk",
                "5@0.25",
                "a@.uk",
                "a@b.c",
                "@@@@@@",
                "@b.uk12"
            })
    void noEmailAddress(String text) {
        assertThat(PersonalData.in(text)).isEmpty();
    }

    /** Numbers that Ofcom keeps for drama, and forms seen in the files of the Organisation Data Service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0113 496 0000",
                "01632 960123",
                "07700 900123",
                "020 7946 0123",
                "(020) 7946 0123",
                "(01632)960123",
                "01632960123",
                "0113-496-0000",
                "0113.496.0000",
                "+44 113 496 0000",
                "+44 (0)113 496 0000",
                "+44 (0) 113 496 0000",
                "(+44) 113 496 0000",
                "+441134960000",
                "0044 113 496 0000",
                "0300 3309444",
                "020 89460123",
                "02380 946012",
                "01697 72551",
                "0800 123 456",
                "0800 123 4567",
                "Tel:01632 960123",
                "Tel.01632 960123",
                "Telephone 01632 960123 or 01632 960124; ask for the ward",
                "01632 960123 01632 960124",
                "01632 960123 ext. 5"
            })
    void aTelephoneNumber(String text) {
        assertThat(PersonalData.in(text)).containsExactly(TELEPHONE_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1632960123",
                "1134960000",
                "0.1632960123",
                "00.1632960123",
                "016329601234",
                "0169772551",
                "00000 000000",
                "04632 960123",
                "01032 960123",
                "0213 496 0000",
                "02 03 04 05 06 07",
                "0203 0 4 0 5 0 6 1",
                "A01632960123",
                "01632960123B",
                "010101000BBABA0",
                "2024-04-30T09:30:00.0123456",
                "2024-04-30 01:20:30",
                "01/02/1999 - 31/03/2000",
                "02.03.2024 12.30.45",
                "01-02-2024 03-04-2024",
                "+353 1 496 0000",
                "0800 1111"
            })
    void noTelephoneNumber(String text) {
        assertThat(PersonalData.in(text)).doesNotContain(TELEPHONE_NUMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "9434765919, 94********",
        "943 476 5919, 943*********",
        "AB123456C, AB*******",
        "a@b.uk, a*****",
        "jane.doe@nhs.net, jan*************",
        "abc, ***",
        "'', ''"
    })
    void aMaskShowsThreeCharactersAtMostAndAQuarterAtMost(String value, String masked) {
        assertThat(PersonalData.mask(value)).isEqualTo(masked);
    }

    @Test
    void aTextIsMaskedWhereItHoldsPersonalDataAndOnlyThere() {
        assertThat(PersonalData.masked("Jane, 943 476 5919, jane.doe@nhs.net or 01632 960123; 12 visits"))
                .isEqualTo("Jane, 943*********, jan************* or 016*********; 12 visits");
        assertThat(PersonalData.masked("A84002, 60606345")).isEqualTo("A84002, 60606345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "a@", "0", "0 ", "943 476 ", "AB 12 34 ", "+44 ", "9,434,", "01632 960", "a@b."})
    void aLongHostileTextCostsNoMoreThanItsLength(String part) {
        String text = part.repeat(2_000_000 / part.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> PersonalData.in(text));
    }
}
