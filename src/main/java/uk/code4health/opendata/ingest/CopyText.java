package uk.code4health.opendata.ingest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/** Values in the text format of PostgreSQL's COPY (its documentation, "COPY", section "Text Format"). */
final class CopyText {

    private static final String NULL = "\\N";
    private static final String[] SPECIAL = {"\\", "\t", "\n", "\r"};
    private static final String[] ESCAPED = {"\\\\", "\\t", "\\n", "\\r"};

    private CopyText() {}

    /** A value and, where its field has one, its status: each after the tab that parts it from the column before. */
    static byte[] fields(@Nullable Object value, boolean hasStatus, @Nullable String status) {
        String text = "\t" + field(value) + (hasStatus ? "\t" + field(status) : "");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String text) {
            return StringUtils.replaceEach(text, SPECIAL, ESCAPED);
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
