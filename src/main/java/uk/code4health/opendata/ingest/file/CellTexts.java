package uk.code4health.opendata.ingest.file;

import org.jspecify.annotations.Nullable;

/**
 * Makes texts of the cells of a file. Cells repeat themselves, so the short ones made last are kept at hand: most need not be
 * made again, and are the same object, which tells at a glance that they are equal.
 */
final class CellTexts {

    private static final int KEPT = 1 << 13;
    private static final int LONGEST_KEPT = 64;

    private final @Nullable String[] kept = new @Nullable String[KEPT];

    String of(char[] chars, int from, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST_KEPT) {
            return new String(chars, from, length);
        }
        int hash = 0;
        for (int at = from; at < from + length; at++) {
            hash = 31 * hash + chars[at];
        }
        int place = (hash ^ (hash >>> 13)) & (KEPT - 1);
        String there = kept[place];
        if (there == null || !isSame(there, chars, from, length)) {
            there = new String(chars, from, length);
            kept[place] = there;
        }
        return there;
    }

    private static boolean isSame(String text, char[] chars, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            if (text.charAt(at) != chars[from + at]) {
                return false;
            }
        }
        return true;
    }
}
