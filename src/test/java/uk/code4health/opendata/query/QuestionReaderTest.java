package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Query parameters becoming a question, as far as no release and no cursor is named. */
class QuestionReaderTest {

    @Test
    void nothingAskedIsAPageOfEverything() {
        Question question = ExampleQuestions.question();

        assertThat(question.columns())
                .extracting(Field::name)
                .containsExactly("period", "org_code", "attendances", "attendances_status", "rate");
        assertThat(question.limit()).hasValue(100);
        assertThat(question.offset()).isZero();
        assertThat(question.isDefaultOrder()).isTrue();
        assertThat(question.pinned()).isFalse();
        assertThat(question.total()).isEmpty();
        assertThat(question.format()).isEqualTo(Format.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "xlsx", "parquet"})
    void aFileIsWholeUnlessALimitIsGiven(String format) {
        assertThat(ExampleQuestions.question("format=" + format).limit()).isEmpty();
        assertThat(ExampleQuestions.question("format=" + format, "limit=5").limit())
                .hasValue(5);
        assertThat(ExampleQuestions.question(Format.CSV).limit()).isEmpty();
        assertThat(ExampleQuestions.question(Format.NDJSON).limit()).isEmpty();
    }

    @Test
    void theFormatParameterOverrulesWhatIsAccepted() {
        assertThat(ExampleQuestions.question(Format.CSV, "format=json").format())
                .isEqualTo(Format.JSON);
    }

    @Test
    void fieldsComeInTheOrderNamed() {
        assertThat(ExampleQuestions.question("fields=rate, org_code").columns())
                .extracting(Field::name)
                .containsExactly("rate", "org_code");
    }

    @Test
    void sortKeysKeepTheirDirections() {
        assertThat(ExampleQuestions.question("sort=-attendances,org_code").sort())
                .hasToString("[-attendances, org_code]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields=org_cod | fields | The dataset has no field of this name: org_cod. | org_code",
                "sort=-perod | sort | The dataset has no field of this name: perod. | period",
                "total=exactly | total | The total can be exact, an estimate, or none. | exact",
                "format=jsn | format | Records come in these formats. | json"
            })
    void anUnknownWordIsToldTheNearest(String parameter, String name, String detail, String nearest) {
        assertThatThrownBy(() -> ExampleQuestions.question(parameter))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(Problem.PARAMETER_INVALID);
                    assertThat(refused.faults()).singleElement().satisfies(fault -> {
                        assertThat(fault.parameter()).isEqualTo(name);
                        assertThat(fault.detail()).isEqualTo(detail);
                        assertThat(fault.didYouMean()).isEqualTo(nearest);
                        assertThat(fault.allowed()).contains(nearest);
                    });
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields=rate,rate | The field rate is named twice.",
                "sort=rate,-rate | The field rate is named twice.",
                "fields= | A field's name is missing.",
                "sort=rate, | A field's name is missing.",
                "offset=-1 | The offset is a whole number, 0 or more.",
                "offset=1.5 | The offset is a whole number, 0 or more."
            })
    void whatMakesNoSenseIsRefused(String parameter, String detail) {
        assertThatThrownBy(() -> ExampleQuestions.question(parameter)).hasMessage(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001", "99999999999", "ten", "", "1e2", " 5"})
    void aLimitIsFrom1To10000(String limit) {
        assertThat(ExampleQuestions.question("limit=1").limit()).hasValue(1);
        assertThat(ExampleQuestions.question("limit=10000").limit()).hasValue(10_000);
        assertThatThrownBy(() -> ExampleQuestions.question("limit=" + limit))
                .hasMessageStartingWith("The limit is a whole number from 1 to 10000.");
    }

    @Test
    void aParameterOfOursCanBeGivenOnce() {
        assertThatThrownBy(() -> ExampleQuestions.question("limit=5", "limit=6"))
                .hasMessage("This parameter can be given once; it is given 2 times.");
    }

    @Test
    void aFarOffsetIsArithmeticOnlyInTheOrderOfTheRows() {
        assertThat(ExampleQuestions.question("offset=999999999").offset()).isEqualTo(999_999_999);
        assertThat(ExampleQuestions.question("offset=10000", "sort=rate").offset())
                .isEqualTo(10_000);
        for (String other : new String[] {"sort=rate", "rate=1"}) {
            assertThatThrownBy(() -> ExampleQuestions.question("offset=10001", other))
                    .hasMessageStartingWith("With a filter or a sort the offset can be at most 10000.");
        }
    }

    @Test
    void questionsForTheSameRecordsShareAFingerprint() {
        String fingerprint =
                ExampleQuestions.question("org_code=RXN", "rate__gt=1").fingerprint();

        assertThat(ExampleQuestions.question("rate__gt=1", "org_code__eq=RXN", "limit=5", "fields=rate")
                        .fingerprint())
                .isEqualTo(fingerprint);
        assertThat(ExampleQuestions.question("org_code=RXN", "rate__gte=1").fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(ExampleQuestions.question("org_code=RXN", "rate__gt=1", "sort=rate")
                        .fingerprint())
                .isNotEqualTo(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "fields=rate", "offset=1", "total=exact", "format=csv", "sort=rate", "rate=1"})
    void whateverChangesTheAnswerChangesItsDigest(String parameter) {
        assertThat(ExampleQuestions.question(parameter).answerDigest("1"))
                .isNotEqualTo(ExampleQuestions.question().answerDigest("1"));
    }

    @Test
    void aValueWithACommaIsNotTwoValues() {
        assertThat(ExampleQuestions.question("org_code=A, B").conditions())
                .isNotEqualTo(
                        ExampleQuestions.question("org_code=A", "org_code=B").conditions());
    }
}
