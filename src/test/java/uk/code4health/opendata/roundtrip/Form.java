package uk.code4health.opendata.roundtrip;

import java.util.Map;
import net.jqwik.api.Arbitrary;

/**
 * The type of a field and how its publisher writes it.
 *
 * @param declared the properties of the field in the manifest
 * @param values cells that hold a value
 */
record Form(Map<String, Object> declared, Arbitrary<Written> values) {

    String type() {
        return declared.get("type").toString();
    }

    boolean isText() {
        return type().equals("string");
    }

    boolean has(String property) {
        return declared.containsKey(property);
    }
}
