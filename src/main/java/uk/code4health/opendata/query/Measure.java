package uk.code4health.opendata.query;

import static uk.code4health.opendata.catalogue.RecordsTable.column;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/**
 * What can be worked out about the records of a group: {@code {function}({field})}. The reader of questions, the SQL and the
 * OpenAPI document all read this table.
 */
public enum Measure {
    COUNT("the number of records", field -> false, type -> FieldType.INTEGER, column -> DSL.count()),
    SUM(
            "the sum",
            field -> field.type().isNumber(),
            type -> FieldType.NUMBER,
            column -> trimmed(DSL.function("sum", SQLDataType.NUMERIC, column))),
    AVG(
            "the average, to 16 digits or more",
            field -> field.type().isNumber(),
            type -> FieldType.NUMBER,
            column -> trimmed(DSL.function("avg", SQLDataType.NUMERIC, column))),
    MIN("the least value", field -> true, type -> type, DSL::min),
    MAX("the greatest value", field -> true, type -> type, DSL::max),
    COUNT_DISTINCT("the number of different values", field -> true, type -> FieldType.INTEGER, DSL::countDistinct);

    private final String phrase;
    private final Predicate<Field> suits;
    private final UnaryOperator<FieldType> result;
    private final Function<org.jooq.Field<Object>, org.jooq.Field<?>> expression;

    Measure(
            String phrase,
            Predicate<Field> suits,
            UnaryOperator<FieldType> result,
            Function<org.jooq.Field<Object>, org.jooq.Field<?>> expression) {
        this.phrase = phrase;
        this.suits = suits;
        this.result = result;
        this.expression = expression;
    }

    /** The function's name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In plain English. */
    public String phrase() {
        return phrase;
    }

    /** How it is asked for, of a field of some name. */
    public String asked(String field) {
        return label() + "(" + (this == COUNT ? "" : field) + ")";
    }

    static Optional<Measure> of(String label) {
        return Arrays.stream(values())
                .filter(measure -> measure.label().equals(label))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Measure::label).toList();
    }

    /** Whether it can be worked out of the values of a field. */
    public boolean suits(Field field) {
        return suits.test(field);
    }

    /** Whether a record that counts others again would make it wrong. */
    boolean addsUp() {
        return this == COUNT || this == SUM || this == AVG;
    }

    FieldType resultType(Field field) {
        return result.apply(field.type());
    }

    org.jooq.Field<?> of(Field field) {
        org.jooq.Field<Object> column = column(field);
        return switch (field.type()) {
            case BOOLEAN -> ofTruth(column);
            case NUMBER -> this == MIN || this == MAX ? trimmed(expression.apply(column)) : expression.apply(column);
            default -> expression.apply(column);
        };
    }

    static org.jooq.Field<?> ofRecords() {
        return DSL.count();
    }

    /** PostgreSQL has no least truth value; false is less than true. */
    private org.jooq.Field<?> ofTruth(org.jooq.Field<Object> column) {
        return switch (this) {
            case MIN -> DSL.function("bool_and", SQLDataType.BOOLEAN, column);
            case MAX -> DSL.function("bool_or", SQLDataType.BOOLEAN, column);
            default -> expression.apply(column);
        };
    }

    /** How many zeros stand at the end of a number depends on how its publisher wrote some of them. */
    static org.jooq.Field<BigDecimal> trimmed(org.jooq.Field<?> number) {
        return DSL.function("trim_scale", SQLDataType.NUMERIC, number);
    }
}
