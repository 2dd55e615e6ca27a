package uk.code4health.opendata.ingest.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.io.FilenameUtils;
import org.jspecify.annotations.Nullable;

/** What a text file came in: nothing, gzip, or a ZIP with one data file among other things. Unpacked as it is read. */
final class Container {

    private static final int BUFFER = 1 << 16;
    private static final Set<String> TEXTS = Set.of("csv", "txt", "tsv");

    private Container() {}

    /**
     * A text out of its container.
     *
     * @param member its name, where that was a ZIP
     */
    record Unpacked(InputStream text, Optional<String> member) {}

    /**
     * Opens a file.
     *
     * @param packed how many bytes of it were read so far
     * @param member which of a ZIP's files is meant, as a glob
     * @throws FileUnreadable if it is not one we can read, naming what it seems to be
     */
    static Unpacked open(InputStream file, LongSupplier packed, Optional<String> member) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, BUFFER);
        Magic magic = Magic.of(in);
        return switch (magic) {
            case TEXT -> new Unpacked(in, Optional.empty());
            case GZIP -> text(new BombGuard(new GZIPInputStream(in, BUFFER), packed), Optional.empty());
            case ZIP -> onlyDataFile(new ZipInputStream(in, ZipMembers.NAMES), packed, new ZipMembers(TEXTS, member));
            case OLE -> throw new FileUnreadable(magic.description() + " This dataset is registered as CSV.");
            default -> throw new FileUnreadable(magic.description());
        };
    }

    private static Unpacked onlyDataFile(ZipInputStream zip, LongSupplier packed, ZipMembers members)
            throws IOException {
        for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
            if (ZipMembers.isOfWorkbook(entry.getName())) {
                throw new FileUnreadable("It is an Excel workbook (XLSX); this dataset is registered as CSV.");
            }
            if (members.isData(entry)) {
                String name = entry.getName();
                return text(
                        new BombGuard(new OnlyMember(zip, name, members), packed),
                        Optional.of(FilenameUtils.getName(name)));
            }
        }
        throw members.none();
    }

    private static Unpacked text(InputStream unpacked, Optional<String> member) throws IOException {
        BufferedInputStream in = new BufferedInputStream(unpacked, BUFFER);
        Magic magic = Magic.of(in);
        if (magic != Magic.TEXT) {
            throw new FileUnreadable("What is compressed in it is not CSV. " + magic.description());
        }
        return new Unpacked(in, member);
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException malformedName) {
            throw new ZipException(malformedName.getMessage());
        }
    }

    /** A member of a ZIP that, at its end, makes sure that there is no second data file. */
    private static final class OnlyMember extends FilterInputStream {

        private final ZipInputStream zip;
        private final String name;
        private final ZipMembers members;
        private boolean ended;

        OnlyMember(ZipInputStream zip, String name, ZipMembers members) {
            super(zip);
            this.zip = zip;
            this.name = name;
            this.members = members;
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
                if (members.isData(entry)) {
                    throw ZipMembers.several(name, entry.getName());
                }
            }
        }
    }
}
