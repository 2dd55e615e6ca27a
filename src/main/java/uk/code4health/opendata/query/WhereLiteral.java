package uk.code4health.opendata.query;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.UnreadableCell;

/**
 * A value as it stands in a condition.
 *
 * @param text the value alone, without what marks its kind
 * @param at where it stands
 */
record WhereLiteral(Kind kind, String text, Token at) {

    /** How a value is written, and for which fields. */
    enum Kind {
        TEXT("'a text'", FieldType.STRING, FieldType.YEARMONTH, FieldType.TIME, FieldType.DATE, FieldType.DATETIME),
        NUMBER("a number without quotes", FieldType.INTEGER, FieldType.NUMBER, FieldType.YEAR),
        TRUTH("TRUE or FALSE", FieldType.BOOLEAN),
        DATE("DATE('2024-04-01')", FieldType.DATE, FieldType.DATETIME),
        TIMESTAMP("TIMESTAMP('2024-04-01T09:30:00Z')", FieldType.DATETIME);

        private final String form;
        private final List<FieldType> types;

        Kind(String form, FieldType... types) {
            this.form = form;
            this.types = List.of(types);
        }

        boolean suits(Field field) {
            return types.contains(field.type());
        }

        /** How values of a field are written. */
        static String formsFor(Field field) {
            return Arrays.stream(values())
                    .filter(kind -> kind.suits(field))
                    .map(kind -> kind.form)
                    .collect(Collectors.joining(" or "));
        }
    }

    /**
     * The value that it is of a field.
     *
     * @throws UnreadableCell if it is none
     */
    Object of(Field field) {
        if (!kind.suits(field)) {
            throw new UnreadableCell("is not written as " + Kind.formsFor(field));
        }
        boolean isWhole = field.type() == FieldType.INTEGER || field.type() == FieldType.YEAR;
        return field.readValue(kind == Kind.NUMBER && isWhole ? withoutFraction(text) : text);
    }

    /** The digits of a whole number, which may be written {@code 40.0} or {@code 4E+1}; what is none stays as it is. */
    private static String withoutFraction(String number) {
        try {
            return ((BigDecimal) FieldType.NUMBER.parse(number))
                    .toBigIntegerExact()
                    .toString();
        } catch (UnreadableCell | ArithmeticException notWhole) {
            return number;
        }
    }
}
