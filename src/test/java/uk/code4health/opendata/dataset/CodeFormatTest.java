package uk.code4health.opendata.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes that a field can declare as its format. */
class CodeFormatTest {

    /** Real identifiers: clinical finding, myocardial infarction, two long ones of dm+d and the UK extension. */
    private static final String LONG_SNOMED_ID = "999002271000000101";

    @ParameterizedTest
    @CsvSource({
        "ods-code, A84002",
        "ods-code, 00L",
        "ods-code, 5E1",
        "ods-code, 8E782",
        "ods-code, 0164A",
        "ods-code, NQT5F",
        "gss-code, E38000130",
        "gss-code, E92000001",
        "bnf-code, 01",
        "bnf-code, 0101",
        "bnf-code, 010101",
        "bnf-code, 0101010",
        "bnf-code, 010101000",
        "bnf-code, 0101010C0AA",
        "bnf-code, 0101010C0AAAAAA",
        "bnf-code, 21220000211",
        "snomed-id, 404684003",
        "snomed-id, 22298006",
        "snomed-id, 322236009",
        "snomed-id, 100005",
        "snomed-id, " + LONG_SNOMED_ID,
        "icd10, J45.9",
        "icd10, J459",
        "icd10, I10X",
        "icd10, A17.0†",
        "lsoa, E01000001",
        "lsoa, W01001234",
        "uk-postcode, TS18 1HU",
        "uk-postcode, TS181HU",
        "uk-postcode, M1 1AE",
        "uk-postcode, EC1A 1BB",
        "uk-postcode, W1A 0AX",
        "uk-postcode, JE2 3QA",
        "uk-postcode, ZZ99 3CZ",
        "uk-postcode, ZZ993VZ",
        "uk-postcode, BFPO 57"
    })
    void aCodeStaysTheTextItWas(String format, String code) {
        assertThat(field(format).read(code).value()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "ods-code, a84002, an organisation code of capital letters and digits",
        "ods-code, A84 002, an organisation code of capital letters and digits",
        "ods-code, A840021234567, an organisation code of capital letters and digits",
        "gss-code, E3800013, a nine-character geography code such as E38000130",
        "gss-code, 380001300, a nine-character geography code such as E38000130",
        "bnf-code, 010, 'a BNF code of 2, 4, 6, 7, 9, 11 or 15 characters'",
        "bnf-code, 01010101, 'a BNF code of 2, 4, 6, 7, 9, 11 or 15 characters'",
        "bnf-code, 0101010C0AAAAA, 'a BNF code of 2, 4, 6, 7, 9, 11 or 15 characters'",
        "bnf-code, 0101010C0AAAAAAA, 'a BNF code of 2, 4, 6, 7, 9, 11 or 15 characters'",
        "bnf-code, 01.1, 'a BNF code of 2, 4, 6, 7, 9, 11 or 15 characters'",
        "snomed-id, 404684004, a SNOMED CT identifier with a valid check digit",
        "snomed-id, 446084003, a SNOMED CT identifier with a valid check digit",
        "snomed-id, 10005, a SNOMED CT identifier with a valid check digit",
        "snomed-id, 999002271000000102, a SNOMED CT identifier with a valid check digit",
        "snomed-id, 9.99002E+17, a SNOMED CT identifier with a valid check digit",
        "icd10, 45.9, an ICD-10 code such as J45.9",
        "icd10, J4, an ICD-10 code such as J45.9",
        "lsoa, S01000001, an LSOA code such as E01000001",
        "lsoa, E02000001, an LSOA code such as E01000001",
        "uk-postcode, TS18  1HU, a postcode such as TS18 1HU",
        "uk-postcode, TS18, a postcode such as TS18 1HU",
        "uk-postcode, ts18 1hu, a postcode such as TS18 1HU",
        "uk-postcode, TS18 HU1, a postcode such as TS18 1HU",
        "uk-postcode, BFPO, a postcode such as TS18 1HU"
    })
    void whatIsNotACodeIsToldItsForm(String format, String text, String form) {
        assertThatThrownBy(() -> field(format).read(text))
                .isInstanceOf(UnreadableCell.class)
                .hasMessage("is not " + form);
    }

    @Property
    void noSingleWrongDigitPassesTheSnomedCheck(
            @ForAll @IntRange(min = 1, max = 17) int place, @ForAll @IntRange(min = 0, max = 9) int digit) {
        char wrong = Character.forDigit(digit, 10);
        Assume.that(LONG_SNOMED_ID.charAt(place) != wrong);
        String mistyped = LONG_SNOMED_ID.substring(0, place) + wrong + LONG_SNOMED_ID.substring(place + 1);

        assertThatThrownBy(() -> field("snomed-id").read(mistyped)).isInstanceOf(UnreadableCell.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFormatIsFoundByTheWordAManifestUses(CodeFormat format) {
        assertThat(CodeFormat.of(format.label())).contains(format);
    }

    @Test
    void anUnknownWordIsNoFormat() {
        assertThat(CodeFormat.of("ODS_CODE")).isEmpty();
    }

    private static Field field(String format) {
        return ExampleFields.of("code", FieldType.STRING, format);
    }
}
