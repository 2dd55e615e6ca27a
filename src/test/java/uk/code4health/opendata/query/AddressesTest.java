package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.ExampleFields;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Addresses of pages and of single records, and the formats they come in. */
class AddressesTest {

    private static final String PATH = "/v1/datasets/ae-attendances/records";

    @Test
    void theFirstPageHasNeitherCursorNorOffset() {
        assertThat(address("cursor=abc", "offset=5").first()).isEqualTo(PATH);
        assertThat(address("limit=5", "cursor=abc", "org_code=RXN").first()).isEqualTo(PATH + "?limit=5&org_code=RXN");
    }

    @Test
    void theNextPageAsksTheSameBehindACursor() {
        assertThat(address("offset=5", "cursor=old", "sort=-rate").next("new-_"))
                .isEqualTo(PATH + "?sort=-rate&cursor=new-_");
        assertThat(address().next("new")).isEqualTo(PATH + "?cursor=new");
    }

    @Test
    void valuesAreEncodedAndRepeatedOnesKept() {
        assertThat(address("org_code=A B&c=d", "org_code=50%+").first())
                .isEqualTo(PATH + "?org_code=A%20B%26c%3Dd&org_code=50%25%2B");
    }

    @Property
    boolean anyValueComesBackFromTheNextAddress(@ForAll char[] letters) {
        String value = new String(new String(letters).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String query = address("org_code=" + value).next("c").substring(PATH.length() + "?org_code=".length());
        String encoded = query.substring(0, query.length() - "&cursor=c".length());
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8).equals(value) && encoded.matches("[\\w%.*~-]*");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, JSON",
        "*/*, JSON",
        "application/*, JSON",
        "text/csv, CSV",
        "text/*, CSV",
        "text/html application/json, JSON",
        "text/csv application/json, CSV",
        "image/png text/csv */*, CSV",
        "application/x-ndjson, NDJSON",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, XLSX",
        "application/vnd.apache.parquet, PARQUET",
        "application/jsonl application/json, NDJSON",
        "application/json application/x-ndjson, JSON"
    })
    void theFirstAcceptableFormatIsTaken(String accepted, Format format) {
        assertThat(Negotiation.of(mediaTypes(accepted))).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png application/xml"})
    void otherFormatsAreNotAcceptable(String accepted) {
        assertThatThrownBy(() -> Negotiation.of(mediaTypes(accepted)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                        .isEqualTo(Problem.NOT_ACCEPTABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-04-01,RXN", "MSitAE-APRIL-2024,RXN", "2024-04,%52XN"})
    void aKeyIsAConditionForEachOfItsParts(String key) {
        List<Filter> filters = KeyReader.read(ExampleQuestions.DATASET, key);

        assertThat(filters).extracting(filter -> filter.field().name()).containsExactly("period", "org_code");
        assertThat(filters).extracting(Filter::operator).containsOnly(Operator.EQ);
        assertThat(filters.get(0).values()).containsExactly(LocalDate.of(2024, 4, 1));
        assertThat(filters.get(1).values()).containsExactly("RXN");
    }

    @ParameterizedTest
    @CsvSource({"a%2Cb, 'a,b'", "a+b, a+b", "a%20b, a b", "%E2%82%AC, €", "'', ''"})
    void aPartIsDecodedAfterTheCommasWereCounted(String raw, String value) {
        assertThat(KeyReader.read(keyedBy("name"), raw).get(0).values()).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-04-01 | A key of this dataset has 2 parts, joined by commas: period,org_code.",
                "2024-04-01,RXN, | A key of this dataset has 2 parts, joined by commas: period,org_code.",
                "April,RXN | The part for period is not a date such as 2024-04-30.",
                "2024-04-01,a%00 | The part for org_code holds a NUL character."
            })
    void aKeyThatCannotBeIsToldWhy(String key, String detail) {
        assertThatThrownBy(() -> KeyReader.read(ExampleQuestions.DATASET, key))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(Problem.PARAMETER_INVALID);
                    assertThat(refused.detail()).isEqualTo(detail);
                    assertThat(refused.faults().get(0).parameter()).isEqualTo("key");
                });
    }

    @Test
    void aDatasetWithoutAKeyHasNoAddressesForRecords() {
        assertThatThrownBy(() -> KeyReader.read(keyedBy(), "x"))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                        .isEqualTo(Problem.RECORD_NOT_FOUND));
    }

    @Test
    void aCursorKeepsNullsAndCannotBeChanged() {
        Cursor cursor = new Cursor("e1", "q", 1, Arrays.asList("a", null));

        assertThat(cursor.sortValues()).containsExactly("a", null).isUnmodifiable();
    }

    private static QuestionAddress address(String... parameters) {
        return new QuestionAddress(PATH, ExampleQuestions.parameters(parameters));
    }

    private static List<MediaType> mediaTypes(String separatedBySpaces) {
        return Arrays.stream(separatedBySpaces.split(" ", -1))
                .map(MediaType::valueOf)
                .toList();
    }

    private static Dataset keyedBy(String... names) {
        return ExampleFields.dataset(new Schema(
                List.of(ExampleFields.of("name", FieldType.STRING)), Set.of(), List.of(names), List.of(), false));
    }
}
