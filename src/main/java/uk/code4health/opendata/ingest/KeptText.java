package uk.code4health.opendata.ingest;

import org.jspecify.annotations.Nullable;

/** Text of files and of their names, as it is kept to be shown. */
final class KeptText {

    private KeptText() {}

    /** The same text, with U+FFFD for each NUL, which PostgreSQL keeps in no text. */
    static String of(String text) {
        return text.replace('\0', '\uFFFD');
    }

    static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }
}
