package uk.code4health.opendata.conditions;

import java.util.Collection;

/** What a condition is of a record; unknown where a value is missing that it is about. */
enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    Truth negated() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }

    /** The least of them. */
    static Truth all(Collection<Truth> truths) {
        return truths.stream().min(Truth::compareTo).orElse(TRUE);
    }

    /** The greatest of them. */
    static Truth any(Collection<Truth> truths) {
        return truths.stream().max(Truth::compareTo).orElse(FALSE);
    }
}
