package uk.code4health.opendata.ingest;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.io.FilenameUtils;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.platform.Problem;

/**
 * What the data file came in: nothing, gzip, or a ZIP with one data file among other things. Told by the first bytes,
 * never by the name.
 */
final class Container {

    private static final int ENOUGH_TO_TELL = 512;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};

    /** Names that are not marked as UTF-8 are in the code page of MS-DOS; nothing else of them matters. */
    private static final Charset MEMBER_NAMES = Charset.forName("IBM437");

    private static final byte[] PDF = {'%', 'P', 'D', 'F'};
    private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
    private static final Set<String> DATA_FILES = Set.of("csv", "txt", "tsv");
    private static final String WORKBOOK = "[Content_Types].xml";

    private Container() {}

    /**
     * The data file.
     *
     * @throws LoadRefused if it is not one we can read, naming what it seems to be
     */
    static InputStream open(InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, 1 << 16);
        in.mark(ENOUGH_TO_TELL);
        byte[] head = in.readNBytes(ENOUGH_TO_TELL);
        in.reset();
        if (startsWith(head, GZIP)) {
            return new GZIPInputStream(in, 1 << 16);
        }
        if (startsWith(head, ZIP) || startsWith(head, EMPTY_ZIP)) {
            return onlyDataFile(new ZipInputStream(in, MEMBER_NAMES));
        }
        refuseOtherFormats(head);
        return in;
    }

    private static InputStream onlyDataFile(ZipInputStream zip) throws IOException {
        for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
            if (entry.getName().equals(WORKBOOK)) {
                throw unreadable("It is an Excel workbook (XLSX); this dataset is registered as CSV.");
            }
            if (isDataFile(entry)) {
                return new OnlyMember(zip, entry.getName());
            }
        }
        throw unreadable("It is a ZIP without a data file: no member ends in .csv, .txt or .tsv.");
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (ZipException broken) {
            throw unreadable("It is a ZIP that cannot be opened: " + broken.getMessage() + ".");
        }
    }

    private static boolean isDataFile(ZipEntry entry) {
        String path = entry.getName();
        String name = FilenameUtils.getName(path);
        return !entry.isDirectory()
                && !path.startsWith("__MACOSX/")
                && !name.startsWith(".")
                && DATA_FILES.contains(FilenameUtils.getExtension(name).toLowerCase(Locale.ROOT));
    }

    private static void refuseOtherFormats(byte[] head) {
        if (head.length == 0) {
            throw unreadable("It is empty.");
        }
        if (startsWith(head, PDF)) {
            throw unreadable("It is a PDF.");
        }
        if (startsWith(head, OLE)) {
            throw unreadable("It is an old Excel workbook (XLS); this dataset is registered as CSV.");
        }
        String text = new String(head, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            throw unreadable("It is a web page, not data: perhaps the address shows an error or a log-in page.");
        }
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    private static LoadRefused unreadable(String detail) {
        return new LoadRefused(Problem.FILE_UNREADABLE, detail);
    }

    /** A member of a ZIP that, at its end, makes sure that there is no second data file. */
    private static final class OnlyMember extends FilterInputStream {

        private final ZipInputStream zip;
        private final String name;
        private boolean ended;

        OnlyMember(ZipInputStream zip, String name) {
            super(zip);
            this.zip = zip;
            this.name = name;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = ended ? -1 : super.read(into, from, length);
            if (read < 0 && !ended) {
                ended = true;
                refuseSecondDataFile();
            }
            return read;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        private void refuseSecondDataFile() throws IOException {
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                if (isDataFile(entry)) {
                    throw unreadable(
                            "It is a ZIP with more than one data file: " + name + " and " + entry.getName() + ".");
                }
            }
        }
    }

    /** What a failure to read means: a damaged container is the file's fault, anything else is not. */
    static RuntimeException broken(IOException failure) {
        if (failure instanceof EOFException) {
            return new LoadRefused(
                    Problem.FILE_UNREADABLE, "The compressed file ends before its end: it was cut short.", failure);
        }
        if (failure instanceof ZipException) {
            return new LoadRefused(
                    Problem.FILE_UNREADABLE, "The compressed file is damaged: " + failure.getMessage() + ".", failure);
        }
        return new UncheckedIOException(failure);
    }
}
