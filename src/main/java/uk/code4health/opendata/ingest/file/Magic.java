package uk.code4health.opendata.ingest.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a file is, told by its first bytes and never by its name. */
enum Magic {
    EMPTY("It is empty."),
    ZIP("It is a ZIP."),
    GZIP("It is compressed with gzip."),
    OLE("It is an Excel workbook of before 2007 (XLS), or one that is protected by a password."),
    PDF("It is a PDF."),
    HTML("It is a web page, not data: perhaps the address shows an error or a log-in page."),
    XML("It is XML, not a table."),
    TEXT("It is a text.");

    private static final int ENOUGH_TO_TELL = 512;

    /** A byte-order mark, its bytes taken for letters. */
    private static final String UTF_8_MARK = "\u00ef\u00bb\u00bf";

    private final String description;

    Magic(String description) {
        this.description = description;
    }

    /** What it is, in a sentence. */
    String description() {
        return description;
    }

    /** Looks at the beginning, and leaves it to be read. */
    static Magic of(BufferedInputStream file) throws IOException {
        file.mark(ENOUGH_TO_TELL);
        byte[] head = file.readNBytes(ENOUGH_TO_TELL);
        file.reset();
        if (head.length == 0) {
            return EMPTY;
        }
        if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (startsWith(head, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
            return OLE;
        }
        if (startsWith(head, '%', 'P', 'D', 'F')) {
            return PDF;
        }
        return ofText(new String(head, StandardCharsets.ISO_8859_1));
    }

    private static Magic ofText(String head) {
        String text = head.replaceFirst("^" + UTF_8_MARK, "").strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("<") && (text.contains("<html") || text.contains("<!doctype html"))) {
            return HTML;
        }
        return text.startsWith("<?xml") ? XML : TEXT;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        return head.length >= magic.length
                && IntStream.range(0, magic.length).allMatch(at -> head[at] == (byte) magic[at]);
    }
}
