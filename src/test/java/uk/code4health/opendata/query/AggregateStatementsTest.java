package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AggregateStatementsTest {

    private static final Aggregations AGGREGATIONS = new Aggregations();

    private final AggregateStatements statements = new AggregateStatements();

    static List<AggregateQuestion> questions() {
        return List.of(
                question("group_by=org_code", "measure=sum(attendances)"),
                question("group_by=org_code", "measure=sum(attendances)", "org_code=RXN"),
                question("group_by=org_code", "measure=sum(attendances)", "org_code=RGT"),
                question("group_by=org_code", "measure=sum(attendances)", "org_code=RXN", "org_code=RGT"),
                question("group_by=org_code", "measure=avg(attendances)", "org_code=RXN"),
                question("group_by=org_code", "measure=sum(attendances)", "attendances__is_null=true"),
                question("group_by=org_code", "measure=sum(attendances)", "attendances__is_null=false"),
                question("group_by=org_code", "measure=sum(attendances)", "limit=7"),
                question("group_by=financial_year(period)", "measure=count(),max(rate)"),
                question("measure=sum(rate),min(period)", "attendances__gte=10", "attendances__lt=20"),
                question("measure=count_distinct(org_code)", "q=hospital"),
                sorted(question("group_by=org_code", "measure=sum(attendances)"), true),
                sorted(question("group_by=org_code", "measure=sum(attendances)"), false));
    }

    private static AggregateQuestion question(String... namesAndValues) {
        List<String> terms = List.of(AggregateTerms.GROUP_BY, AggregateTerms.MEASURE);
        List<String> ofRecords = List.of(namesAndValues).stream()
                .filter(parameter -> terms.stream().noneMatch(term -> parameter.startsWith(term + "=")))
                .toList();
        Question records = ExampleQuestions.question(ofRecords.toArray(String[]::new));
        return new AggregateQuestion(
                records,
                AGGREGATIONS.of(records.dataset(), ExampleQuestions.parameters(namesAndValues)),
                Optional.empty(),
                List.of());
    }

    private static AggregateQuestion sorted(AggregateQuestion question, boolean descending) {
        return new AggregateQuestion(
                question.records(),
                question.aggregation(),
                Optional.empty(),
                List.of(new AggregateSort(1, descending)));
    }

    private static Statement written(AggregateQuestion question) {
        return Statement.of(
                question.records().dataset(), AggregateSql.groups(question, DoubleCounting.possibleIn(question)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void rememberedSqlIsTheSameAsSqlWrittenForTheQuestion(AggregateQuestion question) {
        questions().forEach(other -> statements.of(other, DoubleCounting.possibleIn(other)));

        assertThat(statements.of(question, DoubleCounting.possibleIn(question))).isEqualTo(written(question));
    }

    @Test
    void questionsThatDifferInValuesHaveTheSameSql() {
        AggregateQuestion one = question("group_by=org_code", "measure=sum(attendances)", "org_code=RXN");
        AggregateQuestion other = question("group_by=org_code", "measure=sum(attendances)", "org_code=RGT");

        assertThat(statements.of(one, DoubleCounting.possibleIn(one)).sql())
                .isSameAs(statements.of(other, DoubleCounting.possibleIn(other)).sql());
    }
}
