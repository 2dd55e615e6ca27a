package uk.code4health.opendata.query.xlsx;

import java.util.Locale;

/**
 * Texts as a workbook writes them. A character that XML cannot hold, or would change, stands as {@code _xHHHH_}, and so does
 * an underscore that would be read as the beginning of such a thing (ECMA-376, 22.9.2.19, ST_Xstring).
 */
final class XmlText {

    private XmlText() {}

    static String of(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        return plain == text.length() ? text : written(text, plain);
    }

    private static String written(String text, int plain) {
        StringBuilder written = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (int at = plain; at < text.length(); at++) {
            char here = text.charAt(at);
            switch (here) {
                case '&' -> written.append("&amp;");
                case '<' -> written.append("&lt;");
                case '>' -> written.append("&gt;");
                case '"' -> written.append("&quot;");
                default -> {
                    if (isPlain(here) || (here == '_' && !isEscape(text, at)) || isHalfOfAPair(text, at)) {
                        written.append(here);
                    } else {
                        written.append(String.format(Locale.ROOT, "_x%04X_", (int) here));
                    }
                }
            }
        }
        return written.toString();
    }

    private static boolean isPlain(char letter) {
        boolean isMarkup = letter == '&' || letter == '<' || letter == '>' || letter == '"' || letter == '_';
        boolean isHeld = letter >= ' ' || letter == '\t' || letter == '\n';
        return isHeld && !isMarkup && !Character.isSurrogate(letter) && letter < '\ufffe';
    }

    private static boolean isEscape(String text, int at) {
        return text.startsWith("x", at + 1)
                && text.startsWith("_", at + 6)
                && text.substring(at + 2, at + 6).chars().allMatch(letter -> Character.digit(letter, 16) >= 0);
    }

    private static boolean isHalfOfAPair(String text, int at) {
        char here = text.charAt(at);
        return Character.isHighSurrogate(here)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : Character.isLowSurrogate(here) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
