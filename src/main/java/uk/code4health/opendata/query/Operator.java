package uk.code4health.opendata.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/**
 * What can be asked of a field: {@code {field}__{suffix}=value}. The suffix is public contract; the reader of questions,
 * the SQL, the OpenAPI document and the pages all read this table.
 */
public enum Operator {
    EQ(
            "is",
            Operands.ANY_OF,
            Operator::always,
            (column, values) -> values.size() == 1 ? column.eq(values.get(0)) : column.in(values)),
    NE("is not", Operands.ANY_OF, Operator::always, (column, values) -> column.notIn(values)),
    LT("is less than", Operands.ONE, Operator::ordered, (column, values) -> column.lt(values.get(0))),
    LTE("is at most", Operands.ONE, Operator::ordered, (column, values) -> column.le(values.get(0))),
    GT("is more than", Operands.ONE, Operator::ordered, (column, values) -> column.gt(values.get(0))),
    GTE("is at least", Operands.ONE, Operator::ordered, (column, values) -> column.ge(values.get(0))),
    IN("is one of", Operands.COMMA_LIST, Operator::always, (column, values) -> column.in(values)),
    CONTAINS("contains", Operands.ONE, Operator::text, (column, values) -> folded(column)
            .containsIgnoreCase(textOf(values))),
    STARTS_WITH("starts with", Operands.ONE, Operator::text, (column, values) -> folded(column)
            .startsWithIgnoreCase(textOf(values))),
    ENDS_WITH("ends with", Operands.ONE, Operator::text, (column, values) -> folded(column)
            .endsWithIgnoreCase(textOf(values))),
    IS_NULL(
            "has no value",
            Operands.TRUTH,
            Operator::always,
            (column, values) -> Boolean.TRUE.equals(values.get(0)) ? column.isNull() : column.isNotNull());

    /** How many values an operator takes, and how they are written. */
    public enum Operands {
        ONE,
        /** The parameter may be repeated. */
        ANY_OF,
        /** One parameter, values separated by commas. */
        COMMA_LIST,
        /** {@code true} or {@code false}, whatever the field's type. */
        TRUTH
    }

    private final String phrase;
    private final Operands operands;
    private final Predicate<FieldType> suits;
    private final BiFunction<org.jooq.Field<Object>, List<Object>, Condition> condition;

    Operator(
            String phrase,
            Operands operands,
            Predicate<FieldType> suits,
            BiFunction<org.jooq.Field<Object>, List<Object>, Condition> condition) {
        this.phrase = phrase;
        this.operands = operands;
        this.suits = suits;
        this.condition = condition;
    }

    /** What stands after the field's name and two underscores. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The parameter that asks a field so. A field's bare name is equality, unless the name is a parameter's. */
    public String parameterOf(Field field) {
        boolean isBare = this == EQ && !FilterReader.isOurs(field.name());
        return isBare ? field.name() : field.name() + FilterReader.SEPARATOR + suffix();
    }

    /** Whether it takes a part of a text, rather than a value of the field. */
    public boolean takesPartOfText() {
        return this == CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
    }

    /** In plain English, after the field's name. */
    public String phrase() {
        return phrase;
    }

    public Operands operands() {
        return operands;
    }

    /** Whether a field of its type can be asked so. */
    public boolean suits(Field field) {
        return suits.test(field.type());
    }

    Condition on(org.jooq.Field<Object> column, List<Object> values) {
        return condition.apply(column, values);
    }

    static Optional<Operator> of(String suffix) {
        return Arrays.stream(values())
                .filter(operator -> operator.suffix().equals(suffix))
                .findFirst();
    }

    static List<String> suffixesFor(Field field) {
        return Arrays.stream(values())
                .filter(operator -> operator.suits(field))
                .map(Operator::suffix)
                .toList();
    }

    private static boolean always(FieldType type) {
        return true;
    }

    private static boolean ordered(FieldType type) {
        return type != FieldType.BOOLEAN;
    }

    private static boolean text(FieldType type) {
        return type.isText();
    }

    /** Case is folded by the database's own collation, which knows more letters than {@code "C"} does. */
    static org.jooq.Field<String> folded(org.jooq.Field<Object> column) {
        return column.coerce(String.class).collate(DSL.collation(DSL.name("default")));
    }

    private static String textOf(List<Object> values) {
        return values.get(0).toString();
    }
}
