package uk.code4health.opendata.roundtrip;

import java.math.BigDecimal;

/**
 * A cell as a publisher writes it, and what it means.
 *
 * @param text without outer white space
 * @param value as JSON has it: a {@link BigDecimal}, a {@link Boolean}, a text; or null
 * @param status why there is no value, or null
 */
public record Written(String text, Object value, String status) {

    static Written of(String text, Object value) {
        return new Written(text, value, null);
    }

    static Written number(String text, String number) {
        BigDecimal exact = new BigDecimal(number);
        return of(text, exact.scale() < 0 ? exact.setScale(0) : exact);
    }

    Written meaning(Object other) {
        return new Written(text, other, status);
    }
}
