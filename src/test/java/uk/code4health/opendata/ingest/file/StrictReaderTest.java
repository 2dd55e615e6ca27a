package uk.code4health.opendata.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoding that never guesses. */
class StrictReaderTest {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String TEXT = "Prix £5\nNo\u00eb “quoted” 😀\r\n";

    @Test
    void utf8IsReadWithAndWithoutAByteOrderMark() throws IOException {
        assertThat(read(TEXT.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(TEXT);
        assertThat(read(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(TEXT);
    }

    @Test
    void windowsPoundSignsAndQuotesAreRead() throws IOException {
        assertThat(read(new byte[] {(byte) 0xa3, '5', ' ', (byte) 0x93, 'x', (byte) 0x94}, WINDOWS))
                .isEqualTo("£5 “x”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsBelievedBeforeTheDeclaration(String actual) throws IOException {
        byte[] file = ("\uFEFF" + TEXT).getBytes(Charset.forName(actual));

        assertThat(read(file, WINDOWS)).isEqualTo(TEXT);
        assertThat(read(file, StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    @Test
    void utf16IsReadWithoutAByteOrderMarkWhereItIsDeclared() throws IOException {
        assertThat(read(TEXT.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource({
        "ab, 1, 3", // in the first line
        "'ab\n', 2, 1", // at the beginning of a line
        "'ab\r\ncde\r\n\r\nx', 4, 2",
        "'', 1, 1",
        "£, 1, 2"
    })
    void anInvalidByteIsRefusedWithLineAndColumn(String before, int line, int column) {
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        byte[] file = java.util.Arrays.copyOf(start, start.length + 2);
        file[start.length] = (byte) 0xa3;
        file[start.length + 1] = 'x';

        assertThatThrownBy(() -> read(file, StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(FileUnreadable.class, refused -> {
                    assertThat(refused.detail())
                            .isEqualTo("The byte 0xa3 at line " + line + ", column " + column
                                    + " is not valid in UTF-8, the encoding of the file.");
                });
    }

    @Test
    void aByteFarIntoAFileIsFoundToo() {
        byte[] file = ("x".repeat(99) + "\n").repeat(2_000).getBytes(StandardCharsets.ISO_8859_1);
        file[150_042] = (byte) 0xff;

        assertThatThrownBy(() -> read(file, StandardCharsets.UTF_8))
                .hasMessageContaining("The byte 0xff at line 1501, column 43 ");
    }

    @ParameterizedTest
    @CsvSource({"windows-1252, 81", "UTF-8, c3", "UTF-8, c0", "US-ASCII, a3"})
    void aByteThatMeansNothingIsRefused(String charset, String hex) {
        byte[] file = {'a', (byte) Integer.parseInt(hex, 16)};

        assertThatThrownBy(() -> read(file, Charset.forName(charset)))
                .isInstanceOf(FileUnreadable.class)
                .hasMessageContaining("The byte 0x" + hex + " at line 1, column 2 is not valid in " + charset);
    }

    @Test
    void half16BitsAtTheEndAreRefused() {
        assertThatThrownBy(() -> read(new byte[] {'a', 0, 'b'}, StandardCharsets.UTF_16LE))
                .isInstanceOf(FileUnreadable.class);
    }

    @Property
    void anyTextComesBackInAnyCharsetHoweverSmallTheChunks(
            @ForAll @StringLength(max = 300) String anything,
            @ForAll Encoding encoding,
            @ForAll @IntRange(min = 1, max = 7) int chunk,
            @ForAll @IntRange(min = 2, max = 9) int buffer)
            throws IOException {
        String text = new String(anything.getBytes(encoding.charset), encoding.charset);
        byte[] file = text.getBytes(encoding.charset);
        Assume.that(!startsWithMark(file));

        Reader reader = StrictReader.of(new InChunks(file, chunk), encoding.charset);

        assertThat(read(reader, buffer)).isEqualTo(text);
    }

    @Test
    void aCharacterThatNeedsTwoCharsCanBeReadOneByOne() {
        String pairs = "a😀b";

        String found = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> read(StrictReader.of(utf8(pairs), StandardCharsets.UTF_8), 1));

        assertThat(found).isEqualTo(pairs);
    }

    @Test
    void readingNothingEnds() {
        int read = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> StrictReader.of(utf8("abc"), StandardCharsets.UTF_8).read(new char[0], 0, 0));

        assertThat(read).isZero();
    }

    /** The encodings a manifest can declare. */
    enum Encoding {
        UTF_8(StandardCharsets.UTF_8),
        UTF_16LE(StandardCharsets.UTF_16LE),
        UTF_16BE(StandardCharsets.UTF_16BE),
        WINDOWS_1252(WINDOWS),
        ISO_8859_1(StandardCharsets.ISO_8859_1),
        US_ASCII(StandardCharsets.US_ASCII);

        private final Charset charset;

        Encoding(Charset charset) {
            this.charset = charset;
        }
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class InChunks extends ByteArrayInputStream {

        private final int chunk;

        InChunks(byte[] bytes, int chunk) {
            super(bytes);
            this.chunk = chunk;
        }

        @Override
        public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(length, chunk));
        }
    }

    private static boolean startsWithMark(byte[] file) {
        String head = new String(file, 0, Math.min(3, file.length), StandardCharsets.ISO_8859_1);
        return head.startsWith("\u00ef\u00bb\u00bf")
                || head.startsWith("\u00fe\u00ff")
                || head.startsWith("\u00ff\u00fe");
    }

    private static InputStream utf8(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(byte[] file, Charset declared) throws IOException {
        return read(StrictReader.of(new ByteArrayInputStream(file), declared), 1_000);
    }

    private static String read(Reader reader, int buffer) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] chars = new char[buffer];
        for (int read = reader.read(chars); read >= 0; read = reader.read(chars)) {
            text.append(chars, 0, read);
        }
        return text.toString();
    }
}
