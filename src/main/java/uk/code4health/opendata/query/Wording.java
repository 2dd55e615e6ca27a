package uk.code4health.opendata.query;

import java.util.List;
import java.util.stream.Collectors;

/** Conditions in plain English: {@code status is 'A'}. */
final class Wording {

    /** More values than this are only counted. */
    private static final int SHOWN = 10;

    private Wording() {}

    static String of(String name, Operator operator, List<Object> values) {
        return switch (operator) {
            case IS_NULL -> name + (Boolean.TRUE.equals(values.get(0)) ? " has no value" : " has a value");
            case EQ -> name + " is " + joined(values, " or ");
            case NE -> name + (values.size() == 1 ? " is not " : " is none of ") + joined(values, ", ");
            default -> name + " " + operator.phrase() + " " + joined(values, ", ");
        };
    }

    /** A value: texts in quotes. */
    static String of(Object value) {
        return value instanceof String ? "'" + value + "'" : value.toString();
    }

    private static String joined(List<Object> values, String between) {
        String shown = values.stream().limit(SHOWN).map(Wording::of).collect(Collectors.joining(between));
        return values.size() > SHOWN ? shown + " and " + (values.size() - SHOWN) + " more" : shown;
    }
}
