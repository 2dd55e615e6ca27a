package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.dataset.ExampleFields;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Query parameters that are conditions. */
class FilterReaderTest {

    @ParameterizedTest
    @CsvSource({
        "org_code=RXN, org_code, EQ",
        "org_code__eq=RXN, org_code, EQ",
        "org_code__ne=RXN, org_code, NE",
        "org_code__contains=x, org_code, CONTAINS",
        "org_code__starts_with=r, org_code, STARTS_WITH",
        "period__gte=2024-04-01, period, GTE",
        "attendances__lt=7, attendances, LT",
        "attendances_status=suppressed, attendances_status, EQ",
        "rate__is_null=true, rate, IS_NULL"
    })
    void aSuffixNamesTheOperator(String parameter, String field, Operator operator) {
        assertThat(read(parameter)).singleElement().satisfies(filter -> {
            assertThat(filter.field().name()).isEqualTo(field);
            assertThat(filter.operator()).isEqualTo(operator);
            assertThat(filter.parameter()).isEqualTo(parameter.substring(0, parameter.indexOf('=')));
        });
    }

    @Test
    void valuesHaveTheirFieldsTypes() {
        assertThat(read("attendances=16670").get(0).values()).containsExactly(16_670L);
        assertThat(read("rate__gt=76.5").get(0).values()).containsExactly(new BigDecimal("76.5"));
        assertThat(read("period=2024-04-01").get(0).values()).containsExactly(LocalDate.of(2024, 4, 1));
        assertThat(read("period=MSitAE-APRIL-2024").get(0).values()).containsExactly(LocalDate.of(2024, 4, 1));
        assertThat(read("rate__is_null=false").get(0).values()).containsExactly(false);
    }

    @Test
    void severalValuesAreRepeatedOrAList() {
        assertThat(read("org_code=RXN", "org_code=RAJ").get(0).values()).containsExactly("RXN", "RAJ");
        assertThat(read("attendances__in=1,2,3").get(0).values()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aTextIsTakenAsItIs() {
        String hostile = "'; drop table records.ae_attendances; --";

        assertThat(read("org_code=" + hostile).get(0).values()).containsExactly(hostile);
    }

    @Test
    void parametersOfOursAreNoConditions() {
        for (String reserved : FilterReader.RESERVED) {
            assertThat(read(reserved + "=x")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "q", "explain"})
    void aFieldWithANameOfOursIsAskedForWithEq(String name) {
        Schema schema = new Schema(
                List.of(ExampleFields.of(name, FieldType.STRING)), java.util.Set.of(), List.of(), List.of(), false);

        assertThat(FilterReader.read(schema, ExampleQuestions.parameters(name + "__eq=x")))
                .hasSize(1);
    }

    @Test
    void aWordKeptForLaterIsRefusedEvenAsAField() {
        Schema schema = new Schema(
                List.of(ExampleFields.of("having", FieldType.STRING)), java.util.Set.of(), List.of(), List.of(), false);

        assertThatThrownBy(() -> FilterReader.read(schema, ExampleQuestions.parameters("having=x")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                refused.faults().get(0).didYouMean())
                        .isEqualTo("having__eq"));
    }

    @ParameterizedTest
    @CsvSource({
        "org_cod=RXN, org_cod, org_code",
        "orgcode__in=RXN, orgcode__in, org_code__in",
        "PERIOD=x, PERIOD, period",
        "limt=5, limt, limit"
    })
    void anUnknownFieldNamesTheNearestOne(String parameter, String name, String nearest) {
        assertRefused(parameter, fault -> {
            assertThat(fault.parameter()).isEqualTo(name);
            assertThat(fault.detail()).isEqualTo("There is no parameter and no field of this name.");
            assertThat(fault.didYouMean()).isEqualTo(nearest);
            assertThat(fault.allowed()).contains("org_code", "attendances_status", "limit");
        });
    }

    @Test
    void aFieldThatIsNotPublishedIsUnknown() {
        assertRefused("note=x", fault -> assertThat(fault.allowed()).doesNotContain("note"));
    }

    @ParameterizedTest
    @CsvSource({
        "attendances__contains=1, attendances__contains, (integer), attendances__gte",
        "org_code__startswith=R, org_code__startswith, (string), org_code__starts_with",
        "org_code__=R, org_code__, (string), org_code__eq"
    })
    void anOperatorThatDoesNotSuitIsToldWhichDo(String parameter, String name, String type, String suiting) {
        assertRefused(parameter, fault -> {
            assertThat(fault.parameter()).isEqualTo(name);
            assertThat(fault.detail()).contains(type);
            assertThat(fault.allowed()).contains(suiting);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "attendances=many, 'The value is not a whole number, as attendances has them.'",
        "period=2024-02-30, 'The value is not a date such as 2024-04-30, as period has them.'",
        "rate=1e999999999, 'The value is not a number, as rate has them.'",
        "'attendances__in=1,,2', The value is missing. For records without a value ask attendances__is_null=true.",
        "org_code=, The value is missing. For records without a value ask org_code__is_null=true.",
        "rate__is_null=yes, This is true or false."
    })
    void aValueThatDoesNotFitIsToldWhy(String parameter, String detail) {
        assertRefused(parameter, fault -> assertThat(fault.detail()).isEqualTo(detail));
    }

    @Test
    void aNulIsRefused() {
        assertRefused("org_code__contains=a\0", fault -> assertThat(fault.detail())
                .isEqualTo("The value holds a NUL character, as org_code has them."));
    }

    @Test
    void mostConditionsCanBeGivenOnce() {
        assertThatThrownBy(() -> read("attendances__lt=7", "attendances__lt=8"))
                .hasMessage("This condition can be given once.");
    }

    @Test
    void aListHasAThousandValuesAtMost() {
        String thousand = String.join(",", Collections.nCopies(1_000, "1"));

        assertThat(read("attendances__in=" + thousand).get(0).values()).hasSize(1_000);
        assertThatThrownBy(() -> read("attendances__in=" + thousand + ",1"))
                .hasMessage("At most 1000 values can be given.");
    }

    private static List<Filter> read(String... parameters) {
        return FilterReader.read(ExampleQuestions.DATASET.schema(), ExampleQuestions.parameters(parameters));
    }

    private static void assertRefused(String parameter, Consumer<Fault> expectation) {
        assertThatThrownBy(() -> read(parameter)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.PARAMETER_INVALID);
            assertThat(refused.faults()).singleElement().satisfies(expectation);
        });
    }
}
