package uk.code4health.opendata.roundtrip;

import java.nio.charset.Charset;

/** How the characters of a CSV become bytes. */
enum Encoding implements Medium {
    UTF_8("utf-8", "UTF-8", ""),
    UTF_8_MARKED("utf-8", "UTF-8", "\ufeff"),
    WINDOWS_1252("windows-1252", "windows-1252", ""),
    ISO_8859_1("iso-8859-1", "ISO-8859-1", ""),
    US_ASCII("us-ascii", "US-ASCII", ""),
    UTF_16_MARKED_BIG("utf-16", "UTF-16BE", "\ufeff"),
    UTF_16_MARKED_LITTLE("utf-16", "UTF-16LE", "\ufeff"),
    UTF_16LE("utf-16le", "UTF-16LE", ""),
    UTF_16BE("UTF-16BE", "UTF-16BE", ""),
    /** The mark tells better than the manifest. */
    MARKED_OTHERWISE("windows-1252", "UTF-8", "\ufeff");

    private final String declared;
    private final Charset charset;
    private final String mark;

    Encoding(String declared, String charset, String mark) {
        this.declared = declared;
        this.charset = Charset.forName(charset);
        this.mark = mark;
    }

    /** What the manifest says. */
    String declared() {
        return declared;
    }

    @Override
    public boolean canWrite(String text) {
        return charset.newEncoder().canEncode(text);
    }

    byte[] bytes(String text) {
        return (mark + text).getBytes(charset);
    }
}
