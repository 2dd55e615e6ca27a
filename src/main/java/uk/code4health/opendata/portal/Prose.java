package uk.code4health.opendata.portal;

import java.util.ArrayList;
import java.util.List;

/** A text of a contract, whose one mark is the backtick: {@code The first `limit` records}. A page escapes each part of it. */
record Prose(List<Part> parts) {

    private static final char MARK = '`';
    private static final String ENDS = ".!?:";

    /**
     * A part of it.
     *
     * @param code whether it stood between backticks
     */
    record Part(String text, boolean code) {}

    /** A backtick that has no partner stays what it is. */
    static Prose of(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        int opens = text.indexOf(MARK);
        while (opens >= 0) {
            int closes = text.indexOf(MARK, opens + 1);
            if (closes < 0) {
                break;
            }
            add(parts, text.substring(from, opens), false);
            add(parts, text.substring(opens + 1, closes), true);
            from = closes + 1;
            opens = text.indexOf(MARK, from);
        }
        add(parts, text.substring(from), false);
        return new Prose(List.copyOf(parts));
    }

    /** The same for a text that may lack the full stop at its end. */
    static Prose ofSentences(String text) {
        String stripped = text.strip();
        boolean complete = stripped.isEmpty() || ENDS.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        return of(complete ? stripped : stripped + ".");
    }

    private static void add(List<Part> parts, String text, boolean code) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, code));
        }
    }
}
