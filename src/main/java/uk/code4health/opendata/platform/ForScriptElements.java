package uk.code4health.opendata.platform;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import org.jspecify.annotations.Nullable;

/**
 * Lets JSON stand in a {@code <script>} element of HTML: no text of it begins or ends an element or a comment there (HTML
 * Living Standard, 4.12.1.3). To a reader of JSON it says the same.
 */
final class ForScriptElements extends CharacterEscapes {

    static final CharacterEscapes ESCAPES = new ForScriptElements();

    private static final long serialVersionUID = 1;

    private ForScriptElements() {}

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes['<'] = ESCAPE_STANDARD;
        codes['>'] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return null;
    }
}
