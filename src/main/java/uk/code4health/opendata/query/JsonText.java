package uk.code4health.opendata.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the texts of a column. Neighbours often have the same, and what was found to be the same in JSON is not looked
 * through again.
 */
final class JsonText {

    private static final byte[] NOTHING = {};

    private byte[] plain = NOTHING;

    /** Writes a text in UTF-8, or null. */
    void write(byte @Nullable [] utf8, JsonGenerator json) throws IOException {
        if (utf8 == null) {
            json.writeNull();
        } else if (isPlain(utf8)) {
            json.writeRawUTF8String(utf8, 0, utf8.length);
        } else {
            json.writeUTF8String(utf8, 0, utf8.length);
        }
    }

    private boolean isPlain(byte[] utf8) {
        if (Arrays.equals(utf8, plain)) {
            return true;
        }
        for (byte one : utf8) {
            boolean isControl = one >= 0 && one < ' ';
            if (isControl || one == '"' || one == '\\') {
                return false;
            }
        }
        plain = utf8;
        return true;
    }
}
