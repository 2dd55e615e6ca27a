package uk.code4health.opendata.roundtrip;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Values as answers have them: numbers, truth values and texts. */
public final class Values {

    private Values() {}

    /** Which of two values of one field comes first: numbers by their size, texts by code points. */
    @SuppressWarnings("unchecked") // values of one field are of one class
    public static int compare(Object one, Object other) {
        return one instanceof String
                ? Arrays.compareUnsigned(utf8(one), utf8(other))
                : ((Comparable<Object>) one).compareTo(other);
    }

    /** How a value is asked for. */
    public static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static byte[] utf8(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
