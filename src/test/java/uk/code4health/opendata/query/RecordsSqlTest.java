package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jooq.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.code4health.opendata.dataset.IdRange;

/** The SQL of questions: registered names, and a question mark for every value. */
class RecordsSqlTest {

    private static final String COLUMNS =
            "\"_id\", \"period\", \"org_code\", \"attendances\", \"attendances_status\", \"rate\"";

    @Test
    void aPageIsAskedForByRowIdsAndOneRecordMore() {
        Query query = RecordsSql.records(ExampleQuestions.question());

        assertThat(query.getSQL())
                .isEqualTo("select " + COLUMNS + " from \"records\".\"ae_attendances\""
                        + " where (\"_id\" >= 1 and \"_id\" < 101 and true)"
                        + " order by \"_id\" asc fetch next 101 rows only");
        assertThat(query.getBindValues()).isEmpty();
    }

    @Test
    void rangesAreJoinedByOr() {
        Query query = RecordsSql.count(
                ExampleQuestions.on(ExampleQuestions.question(), new IdRange(1, 11), new IdRange(21, 31)));

        assertThat(query.getSQL())
                .isEqualTo("select count(*) from \"records\".\"ae_attendances\""
                        + " where (((\"_id\" >= 1 and \"_id\" < 11) or (\"_id\" >= 21 and \"_id\" < 31)) and true)");
        assertThat(query.getBindValues()).isEmpty();
    }

    @Test
    void anEditionWithoutRowsHasNoRecords() {
        assertThat(RecordsSql.count(ExampleQuestions.on(ExampleQuestions.question()))
                        .getSQL())
                .endsWith(" where (false and true)");
    }

    @Property
    void whateverAValueSaysItIsOnlyABind(@ForAll String value) {
        Assume.that(!value.isEmpty() && value.indexOf('\0') < 0);
        for (Operator operator : List.of(Operator.EQ, Operator.NE, Operator.CONTAINS, Operator.STARTS_WITH)) {
            String parameter = "org_code__" + operator.suffix() + "=";
            Query query = RecordsSql.records(ExampleQuestions.question(parameter + value));

            assertThat(query.getSQL())
                    .isEqualTo(RecordsSql.records(ExampleQuestions.question(parameter + "x"))
                            .getSQL());
            assertThat(query.getBindValues()).contains(value);
        }
    }

    @Test
    void aHostileValueIsOnlyInTheBinds() {
        String hostile = "'; drop table x; --";

        Query query = RecordsSql.records(ExampleQuestions.question("org_code=" + hostile));

        assertThat(query.getSQL()).contains("\"org_code\" = ?").doesNotContain("drop");
        assertThat(query.getBindValues()).containsExactly(hostile);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attendances=7 | \"attendances\" = ?",
                "attendances__ne=7 | \"attendances\" not in (?)",
                "attendances__lt=7 | \"attendances\" < ?",
                "attendances__lte=7 | \"attendances\" <= ?",
                "attendances__gt=7 | \"attendances\" > ?",
                "attendances__gte=7 | \"attendances\" >= ?",
                "attendances__in=7,8 | \"attendances\" in (?, ?)",
                "rate__is_null=true | \"rate\" is null",
                "rate__is_null=false | \"rate\" is not null",
                "org_code__starts_with=x | ((\"org_code\") collate \"default\") ilike (replace(",
                "org_code__contains=x | ((\"org_code\") collate \"default\") ilike (('%' || replace(",
                "attendances_status=suppressed | \"attendances_status\" = ?"
            })
    void everyOperatorIsACondition(String parameter, String condition) {
        assertThat(RecordsSql.count(ExampleQuestions.question(parameter)).getSQL())
                .contains(" and ", condition);
    }

    @Test
    void theRowIdBreaksEveryTieAndNullsComeLast() {
        Query query = RecordsSql.records(ExampleQuestions.question("sort=-attendances,org_code", "fields=rate"));

        assertThat(query.getSQL())
                .startsWith("select \"_id\", \"attendances\", \"org_code\", \"rate\" from")
                .contains("order by \"attendances\" desc nulls last, \"org_code\" asc nulls last, \"_id\" asc");
    }

    @Test
    void inTheOrderOfTheRowsACursorIsARowId() {
        Question first =
                ExampleQuestions.on(ExampleQuestions.question("rate__gt=1"), new IdRange(1, 11), new IdRange(21, 31));

        Query next = RecordsSql.records(ExampleQuestions.behind(first, 24));

        assertThat(next.getSQL())
                .contains("\"_id\" >= 21 and \"_id\" < 31 and \"_id\" >= ?")
                .doesNotContain(" or ");
        assertThat(next.getBindValues()).startsWith(25L);
    }

    @Test
    void inTheOrderOfTheRowsAnOffsetIsARowId() {
        Question question =
                ExampleQuestions.on(ExampleQuestions.question("offset=12"), new IdRange(1, 11), new IdRange(21, 31));

        assertThat(RecordsSql.records(question).getSQL())
                .contains("\"_id\" >= 21 and \"_id\" < 31 and \"_id\" >= ?")
                .doesNotContain(" or ", "offset");
        assertThat(RecordsSql.records(question).getBindValues()).containsExactly(23L);
    }

    @Test
    void withAFilterAnOffsetIsCounted() {
        assertThat(RecordsSql.records(ExampleQuestions.question("offset=12", "org_code=RXN"))
                        .getBindValues())
                .containsExactly("RXN", 12L);
    }

    @Test
    void anOffsetBehindTheLastRecordFindsNothing() {
        assertThat(RecordsSql.records(ExampleQuestions.question("offset=100")).getSQL())
                .contains(" where (false and true) ");
    }

    @Test
    void behindAValueComeItsTiesAndGreaterOnesAndThenThoseWithout() {
        Query query =
                RecordsSql.records(ExampleQuestions.behind(ExampleQuestions.question("sort=period"), 42, "2024-04-01"));

        assertThat(query.getSQL())
                .contains("\"period\" >= cast(? as date) and (\"period\" > cast(? as date) or \"_id\" > ?)")
                .contains(" union all ")
                .containsPattern("\"period\" is null\\) order by \"period\" asc nulls last, \"_id\" asc");
        assertThat(query.getBindValues()).containsExactly(LocalDate.of(2024, 4, 1), LocalDate.of(2024, 4, 1), 42L);
    }

    @Test
    void behindANullComeOnlyLaterNulls() {
        Query query = RecordsSql.records(
                ExampleQuestions.behind(ExampleQuestions.question("sort=-attendances"), 42, (String) null));

        assertThat(query.getSQL()).contains(" and true and \"attendances\" is null and \"_id\" > ?) order by");
        assertThat(query.getBindValues()).containsExactly(42L);
    }

    @Test
    void behindSeveralKeysEachTieAsksTheNext() {
        Query query = RecordsSql.records(
                ExampleQuestions.behind(ExampleQuestions.question("sort=-attendances,org_code"), 42, "7", "RXN"));

        assertThat(query.getSQL())
                .contains("\"attendances\" <= ? and (\"attendances\" < ? or (\"org_code\" >= ?"
                        + " and (\"org_code\" > ? or \"_id\" > ?)) or \"org_code\" is null)");
    }

    @ParameterizedTest
    @EnumSource
    void everyOperatorHasASuffixThatFindsIt(Operator operator) {
        assertThat(Operator.of(operator.suffix())).contains(operator);
        assertThat(operator.phrase()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"1e62", "-1e-62", "-12.50"})
    void aCursorCanHoldAnyNumberThatAFieldCan(String number) {
        Object value = ExampleQuestions.field("rate").read(number).value();
        String written = ((java.math.BigDecimal) java.util.Objects.requireNonNull(value)).toPlainString();

        Query query = RecordsSql.records(ExampleQuestions.behind(ExampleQuestions.question("sort=rate"), 42, written));

        assertThat(query.getBindValues()).contains(new java.math.BigDecimal(written));
    }
}
