package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsStatementsTest {

    private final RecordsStatements statements = new RecordsStatements();

    static List<Question> questions() {
        return List.of(
                ExampleQuestions.question(),
                ExampleQuestions.question("org_code=RXN"),
                ExampleQuestions.question("org_code=RGT"),
                ExampleQuestions.question("org_code=RXN", "org_code=RGT"),
                ExampleQuestions.question("org_code__in=RXN,RGT,R0A"),
                ExampleQuestions.question("org_code__ne=RXN"),
                ExampleQuestions.question("org_code__contains=x%_'"),
                ExampleQuestions.question("org_code__starts_with=R"),
                ExampleQuestions.question("attendances__is_null=true"),
                ExampleQuestions.question("attendances__is_null=false"),
                ExampleQuestions.question("attendances__gte=10", "attendances__lt=20"),
                ExampleQuestions.question("attendances__lte=10", "attendances__gt=20"),
                ExampleQuestions.question("offset=3"),
                ExampleQuestions.question("offset=12", "org_code=RXN"),
                ExampleQuestions.question("limit=7"),
                ExampleQuestions.question("fields=rate"),
                ExampleQuestions.question("sort=rate"),
                ExampleQuestions.question("sort=-rate"),
                ExampleQuestions.question("sort=rate", "fields=org_code"),
                ExampleQuestions.behind(ExampleQuestions.question(), 24),
                ExampleQuestions.behind(ExampleQuestions.question("sort=period"), 42, "2024-04-01"),
                ExampleQuestions.behind(ExampleQuestions.question("sort=period"), 42, (String) null),
                ExampleQuestions.behind(
                        ExampleQuestions.question("sort=-attendances,org_code", "org_code=RXN"), 42, "11", "RXN"),
                ExampleQuestions.behind(
                        ExampleQuestions.question("sort=-attendances,org_code", "org_code=RXN"), 42, null, "RXN"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void rememberedSqlIsTheSameAsSqlWrittenForTheQuestion(Question question) {
        questions().forEach(other -> statements.of(other, OptionalLong.empty()));
        questions().forEach(other -> statements.of(other, OptionalLong.of(5_000)));

        assertThat(statements.of(question, OptionalLong.empty()))
                .isEqualTo(Statement.of(question.dataset(), RecordsSql.records(question)));
        assertThat(statements.of(question, OptionalLong.of(5_000)))
                .isEqualTo(Statement.of(question.dataset(), RecordsSql.recordsCounted(question, 5_000)));
    }

    @Test
    void questionsThatDifferInValuesHaveTheSameSql() {
        String one = statements
                .of(ExampleQuestions.question("org_code=RXN"), OptionalLong.empty())
                .sql();
        String other = statements
                .of(ExampleQuestions.question("org_code=RGT"), OptionalLong.empty())
                .sql();

        assertThat(one).isSameAs(other);
    }
}
