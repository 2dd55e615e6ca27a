package uk.code4health.opendata.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;

/**
 * Decodes a file in the encoding it was declared in, and refuses, with line and column, a byte that is not valid in it.
 * A byte-order mark is dropped, and tells the encoding better than any declaration.
 */
final class StrictReader extends Reader {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private boolean ended;
    private long line = 1;
    private long column = 1;

    private StrictReader(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    static StrictReader of(InputStream file, Charset declared) throws IOException {
        BOMInputStream in = BOMInputStream.builder()
                .setInputStream(file)
                .setByteOrderMarks(ByteOrderMark.UTF_8, ByteOrderMark.UTF_16LE, ByteOrderMark.UTF_16BE)
                .get();
        return new StrictReader(in, in.hasBOM() ? Charset.forName(in.getBOMCharsetName()) : declared);
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!chars.hasRemaining() && !decode()) {
            return -1;
        }
        int read = Math.min(length, chars.remaining());
        chars.get(into, from, read);
        follow(into, from, read);
        return read;
    }

    /** Decodes some more, until there is at least one character or the end. */
    private boolean decode() throws IOException {
        while (true) {
            chars.clear();
            CoderResult result = decoder.decode(bytes, chars, ended);
            chars.flip();
            if (chars.hasRemaining()) {
                return true;
            }
            if (result.isError()) {
                throw invalid(bytes.get());
            }
            if (ended) {
                return false;
            }
            fill();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
    }

    private void follow(char[] chars, int from, int length) {
        for (int at = from; at < from + length; at++) {
            if (chars[at] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }

    private FileUnreadable invalid(byte value) {
        return new FileUnreadable(String.format(
                "The byte 0x%02x at line %d, column %d is not valid in %s, the encoding of the file.",
                value, line, column, charset));
    }
}
