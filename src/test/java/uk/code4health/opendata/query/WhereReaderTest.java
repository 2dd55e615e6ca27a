package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.ExampleFields;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Conditions in CQL2 text. */
class WhereReaderTest {

    private static final Map<String, WhereColumn> COLUMNS = Stream.of(
                    ExampleFields.of("name", FieldType.STRING),
                    ExampleFields.of("town", FieldType.STRING),
                    ExampleFields.of("patients", FieldType.INTEGER),
                    ExampleFields.of("rate", FieldType.NUMBER),
                    ExampleFields.of("open", FieldType.BOOLEAN),
                    ExampleFields.of("date", FieldType.DATE),
                    ExampleFields.of("seen_at", FieldType.DATETIME),
                    ExampleFields.of("month", FieldType.YEARMONTH),
                    ExampleFields.of("like", FieldType.STRING))
            .collect(Collectors.toMap(Field::name, WhereColumn::of));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name = 'A'                        | name is 'A'",
                "name = ''                         | name is ''",
                "name <> 'O''Neill'                | name is not 'O'Neill'",
                "patients < 5                      | patients is less than 5",
                "patients <= -5                    | patients is at most -5",
                "patients > +5                     | patients is more than 5",
                "patients = 4E+1                   | patients is 40",
                "patients IN (40.0, -1e3, 0.0)     | patients is one of 40, -1000, 0",
                "rate >= 1.50                      | rate is at least 1.50",
                "rate > 1e2                        | rate is more than 1E+2",
                "5 < patients                      | patients is more than 5",
                "'A' = name                        | name is 'A'",
                "open = TRUE                       | open is true",
                "open <> false                     | open is not false",
                "name IN ('A', 'B')                | name is one of 'A', 'B'",
                "patients not in (1,2)             | patients is none of 1, 2",
                "patients BETWEEN 1 AND 5 AND rate = 1 | (patients is at least 1 and patients is at most 5) and rate is 1",
                "patients NOT BETWEEN 1 AND 5      | not (patients is at least 1 and patients is at most 5)",
                "name LIKE 'A%'                    | name is like 'A%'",
                "name NOT LIKE 'A\\_%'             | not (name is like 'A\\_%')",
                "CASEI(name) LIKE casei('a%')      | name is like 'a%', in whatever case",
                "name IS NULL                      | name has no value",
                "name is not null                  | name has a value",
                "date = DATE('2024-04-01')         | date is 2024-04-01",
                "\"date\" = '2024-04-01'           | date is 2024-04-01",
                "seen_at < TIMESTAMP('2024-04-01T09:30:00Z') | seen_at is less than 2024-04-01T09:30",
                "seen_at < DATE('2024-04-01')      | seen_at is less than 2024-04-01T00:00",
                "month >= '2024-04'                | month is at least '2024-04'",
                "\"like\" = 'x'                    | like is 'x'",
                "rate > patients                   | rate is more than patients",
                "name = town                       | name is town",
                "NOT name = 'A' AND open = TRUE    | not (name is 'A') and open is true",
                "NOT (name = 'A' OR NOT open = TRUE) | not (name is 'A' or not (open is true))",
                "name = 'A' OR name = 'B' AND rate = 1 | name is 'A' or (name is 'B' and rate is 1)",
                "(name = 'A' OR name = 'B') AND rate = 1 | (name is 'A' or name is 'B') and rate is 1",
                "((name = '--; /* ? :x')) | name is '--; /* ? :x'",
            })
    void whatIsSaidIsUnderstood(String text, String meaning) {
        assertThat(read(text).sentence()).isEqualTo(meaning);
    }

    @Test
    void everyValueIsABind() {
        var sql = RecordsTable.SQL
                .select()
                .where(read("name = 'a' OR NOT (rate BETWEEN 1 AND 2.5) AND name LIKE 'b%' AND patients IN (3, 4)")
                        .condition());

        assertThat(sql.getBindValues()).extracting(Object::toString).containsExactly("a", "1", "2.5", "b%", "3", "4");
        assertThat(sql.getSQL()).doesNotContain("'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nmae = 'A'              | There is no field of this name: at nmae (character 1). | name",
                "name = \"A\"            | There is no field of this name: at \"A\" (character 8). In double quotes stands a field's name, in single quotes a text. |",
                "name = A                | There is no field of this name: at A (character 8). |",
                "name = pg_sleep(10)     | This is no condition at ( (character 16). There are no functions but CASEI, DATE and TIMESTAMP. |",
                "name != 'A'             | This is no condition at ! (character 6). \"Is not\" is written <>. |",
                "name = NULL             | This is no condition at NULL (character 8). For records without a value write: field IS NULL. |",
                "name = 'A               | This is no condition at ' (character 8). A text ends with a single quote; one within it is written twice. |",
                "name = 'A' AND          | This is no condition at its end. |",
                "name                    | This is no condition at its end. |",
                "name = 'A' name = 'B'   | This is no condition at name (character 12). |",
                "(name = 'A'             | This is no condition at its end. |",
                "name = 'A')             | This is no condition at ) (character 11). |",
                "name = 'A' -- all       | This is no condition at - (character 12). |",
                "name /* */ = 'A'        | This is no condition at / (character 6). |",
                "name = ?                | This is no condition at ? (character 8). |",
                "name = :name            | This is no condition at : (character 8). |",
                "name = 'A'; drop table x | This is no condition at ; (character 11). |",
                "name = (select 1)       | This is no condition at ( (character 8). |",
                "EXISTS (select 1)       | This is no condition at ( (character 8). There are no functions but CASEI, DATE and TIMESTAMP. |",
                "cast(name as int) = 1   | This is no condition at ( (character 5). There are no functions but CASEI, DATE and TIMESTAMP. |",
                "name::text = 'A'        | This is no condition at : (character 5). |",
                "name = E'A'             | This is no condition at 'A' (character 9). |",
                "name = $$A$$            | This is no condition at $ (character 8). |",
                "name = 'A' collate \"C\" | This is no condition at collate (character 12). |",
                "patients + 1 = 2        | This is no condition at + (character 10). |",
                "name IN ()              | This is no condition at ) (character 10). |",
                "name LIKE 'a' ESCAPE 'b' | This is no condition at ESCAPE (character 15). |",
                "1 = 1                   | At 1 (character 5): Here stands a field's name, without quotes or in double quotes. |",
                "name = 5                | At 5 (character 8): The value is not written as 'a text', as name has them. |",
                "patients = '5'          | At '5' (character 12): The value is not written as a number without quotes, as patients has them. |",
                "patients = 15E-1        | At 15E-1 (character 12): The value is not a whole number, as patients has them. |",
                "patients = 1e9999       | At 1e9999 (character 12): The value is not a whole number, as patients has them. |",
                "patients = 1e19         | At 1e19 (character 12): The value is not a whole number, as patients has them. |",
                "patients = 1.5          | At 1.5 (character 12): The value is not a whole number, as patients has them. |",
                "rate = 1e999999999      | At 1e999999999 (character 8): The value is not a number, as rate has them. |",
                "open = 'true'           | At 'true' (character 8): The value is not written as TRUE or FALSE, as open has them. |",
                "open < TRUE             | At TRUE (character 8): open (boolean) is compared with = and <>, not by order. |",
                "date = DATE('garbage')  | At DATE (character 8): The value is not a date such as 2024-04-30, as date has them. |",
                "name = patients         | At patients (character 8): name (string) and patients (integer) cannot be compared. A text stands in single quotes. |",
                "patients LIKE '1%'      | At patients (character 1): LIKE is for texts; patients is not one. |",
                "name LIKE town          | At town (character 11): Behind LIKE stands a pattern in single quotes, such as 'North%'. |",
                "name LIKE 'a\\'         | At 'a\\' (character 11): In a pattern a \\ stands before the character that it takes the meaning from: \\%, \\_ or \\\\. |",
                "CASEI(name) LIKE 'a'    | At 'a' (character 18): CASEI is for both sides: CASEI(field) LIKE CASEI('north%'). |",
                "CASEI(name) = CASEI('a') | At CASEI (character 1): CASEI goes with LIKE: CASEI(field) LIKE CASEI('north%'). |",
            })
    void whatIsNotIsRefusedAtItsPlace(String text, String detail, String nearest) {
        assertRefused(text, fault -> {
            assertThat(fault.detail()).isEqualTo(detail);
            assertThat(fault.didYouMean()).isEqualTo(nearest);
            assertThat(fault.parameter()).isEqualTo("where");
        });
    }

    @Test
    void whatCouldStandThereIsTold() {
        assertRefused("name 'A'", fault -> assertThat(fault.allowed())
                .containsExactly("= <> < <= > >=", "BETWEEN", "IN", "IS", "LIKE", "NOT"));
        assertRefused("name = 'A' or or", fault -> assertThat(fault.allowed())
                .contains("a field's name", "NOT", "(", "TRUE"));
        assertRefused("name = 'A' xor", fault -> assertThat(fault.allowed()).containsExactly("AND", "OR", "the end"));
        assertRefused("nope = 'A'", fault -> assertThat(fault.allowed())
                .containsExactlyElementsOf(COLUMNS.keySet().stream().sorted().toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\0", "name = 'A'\0"})
    void nothingIsNoCondition(String text) {
        assertRefused(text, fault -> assertThat(fault.detail()).startsWith("This is no condition"));
    }

    @Test
    void aNulInATextIsRefused() {
        assertRefused("name = 'a\0'", fault -> assertThat(fault.detail()).contains("NUL"));
        assertRefused("name LIKE 'a\0'", fault -> assertThat(fault.detail()).contains("NUL"));
    }

    @Test
    void sizeIsBounded() {
        Function<Integer, String> nested = depth -> "(".repeat(depth) + "rate=1" + ")".repeat(depth);
        Function<Integer, String> joined = size -> String.join(" or ", Collections.nCopies(size, "rate=1"));
        Function<Integer, String> listed = size -> "rate in (" + String.join(",", Collections.nCopies(size, "1")) + ")";

        assertThat(read(nested.apply(WhereReader.DEEPEST)).sentence()).isEqualTo("rate is 1");
        assertThat(((Clause.Any) read(joined.apply(WhereReader.MOST_CONDITIONS))).clauses())
                .hasSize(WhereReader.MOST_CONDITIONS);
        assertThat(read(listed.apply(1_000)).sentence()).endsWith("and 990 more");
        assertThat(read("not ".repeat(199) + "rate=1").sentence()).startsWith("not (not (");

        refusedForItsSize(nested.apply(WhereReader.DEEPEST + 1), "Brackets can be nested 50 deep.");
        refusedForItsSize("(".repeat(WhereReader.LONGEST), "Brackets can be nested 50 deep.");
        refusedForItsSize(joined.apply(WhereReader.MOST_CONDITIONS + 1), "At most 200 conditions");
        refusedForItsSize("not ".repeat(1_500) + "rate=1", "At most 200 conditions");
        refusedForItsSize(listed.apply(1_001), "IN takes at most 1000 values.");
        refusedForItsSize(" ".repeat(WhereReader.LONGEST) + "rate=1", "longer than 8000 characters");
    }

    private static void refusedForItsSize(String text, String reason) {
        assertRefused(text, fault -> assertThat(fault.detail()).contains(reason));
    }

    private static Clause read(String text) {
        return new WhereReader("where", COLUMNS).read(text);
    }

    private static void assertRefused(String text, Consumer<Fault> expectation) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.PARAMETER_INVALID);
            assertThat(refused.faults()).singleElement().satisfies(expectation);
        });
    }
}
