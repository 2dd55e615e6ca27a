package uk.code4health.opendata.conditions;

import java.util.Map;
import java.util.function.Function;

/**
 * A condition and what it means.
 *
 * @param text in CQL2
 * @param meaning of a record, by its fields' values
 */
public record RandomCondition(String text, Function<Map<String, Object>, Truth> meaning) {

    /** Whether a record is kept: an unknown is none. */
    public boolean keeps(Map<String, Object> record) {
        return meaning.apply(record) == Truth.TRUE;
    }

    @Override
    public String toString() {
        return text;
    }
}
