package uk.code4health.opendata.ingest.file;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.input.BoundedInputStream;
import uk.code4health.opendata.dataset.FileLayout;

/**
 * Opens workbooks, plain, in gzip or in a ZIP. A workbook is read in its own order, so it is first put into a temporary
 * file; that goes when the workbook is closed.
 */
final class Workbooks {

    private static final int BUFFER = 1 << 16;

    /** The disk is not for what a small file can be made to unpack to. */
    private static final long LARGEST = 1L << 30;

    private Workbooks() {}

    /**
     * A workbook on its own.
     *
     * @param member its name, where it came in a ZIP
     * @param temporary what goes when it is closed
     */
    record Spooled(File file, Optional<String> member, List<Path> temporary) {

        void remove() throws IOException {
            for (Path each : temporary) {
                Files.deleteIfExists(each);
            }
        }
    }

    static DataFile open(InputStream file, LongSupplier packed, FileLayout layout) throws IOException {
        List<Path> temporary = new ArrayList<>();
        try {
            Spooled spooled = spool(new BufferedInputStream(file, BUFFER), packed, layout, temporary);
            return layout.format() == FileLayout.Format.XLSX ? XlsxFile.open(spooled) : XlsFile.open(spooled);
        } catch (IOException | RuntimeException failure) {
            for (Path each : temporary) {
                Files.deleteIfExists(each);
            }
            throw failure;
        }
    }

    private static Spooled spool(BufferedInputStream in, LongSupplier packed, FileLayout layout, List<Path> temporary)
            throws IOException {
        Magic magic = Magic.of(in);
        return switch (magic) {
            case GZIP -> spool(gunzip(in, packed), packed, layout, temporary);
            case ZIP -> zip(copy(in, temporary), layout, temporary);
            case OLE -> ole(copy(in, temporary), Optional.empty(), layout, temporary);
            case TEXT ->
                throw new FileUnreadable("It is a text, perhaps a CSV. This dataset is registered as "
                        + layout.format().name() + ".");
            default -> throw new FileUnreadable(magic.description());
        };
    }

    private static BufferedInputStream gunzip(InputStream in, LongSupplier packed) throws IOException {
        BufferedInputStream unpacked =
                new BufferedInputStream(new BombGuard(new GZIPInputStream(in, BUFFER), packed), BUFFER);
        if (Magic.of(unpacked) == Magic.GZIP) { // there are files that unpack to themselves for ever
            throw new FileUnreadable("It is compressed with gzip, and then again. Once is enough.");
        }
        return unpacked;
    }

    private static Spooled ole(File file, Optional<String> member, FileLayout layout, List<Path> temporary) {
        if (XlsFile.isEncrypted(file)) {
            throw FileUnreadable.protectedByPassword();
        }
        if (layout.format() == FileLayout.Format.XLSX) {
            throw new FileUnreadable(
                    "It is an Excel workbook of before 2007 (XLS). This dataset is registered as XLSX.");
        }
        return new Spooled(file, member, temporary);
    }

    private static Spooled zip(File file, FileLayout layout, List<Path> temporary) throws IOException {
        try (ZipFile zip = new ZipFile(file, ZipMembers.NAMES)) {
            if (zip.stream().anyMatch(entry -> ZipMembers.isOfWorkbook(entry.getName()))) {
                if (layout.format() == FileLayout.Format.XLS) {
                    throw new FileUnreadable("It is an Excel workbook (XLSX); this dataset is registered as XLS.");
                }
                return new Spooled(file, Optional.empty(), temporary);
            }
            ZipEntry member = onlyMember(zip, layout);
            try (InputStream data = zip.getInputStream(member);
                    BufferedInputStream unpacked =
                            new BufferedInputStream(new BombGuard(data, member::getCompressedSize), BUFFER)) {
                Optional<String> name = Optional.of(FilenameUtils.getName(member.getName()));
                Magic magic = Magic.of(unpacked);
                if (magic == Magic.OLE) {
                    return ole(copy(unpacked, temporary), name, layout, temporary);
                }
                if (magic != Magic.ZIP || layout.format() == FileLayout.Format.XLS) {
                    throw new FileUnreadable(
                            "Its member " + member.getName() + " is not what the name says. " + magic.description());
                }
                return new Spooled(copy(unpacked, temporary), name, temporary);
            }
        }
    }

    private static ZipEntry onlyMember(ZipFile zip, FileLayout layout) {
        ZipMembers members = new ZipMembers(Set.of(layout.format().name().toLowerCase(Locale.ROOT)), layout.member());
        List<? extends ZipEntry> found = zip.stream().filter(members::isData).toList();
        if (found.isEmpty()) {
            throw members.none();
        }
        if (found.size() > 1) {
            throw ZipMembers.several(found.get(0).getName(), found.get(1).getName());
        }
        return found.get(0);
    }

    private static File copy(InputStream in, List<Path> temporary) throws IOException {
        Path file = Files.createTempFile("opendata-", ".workbook");
        temporary.add(file);
        InputStream most = BoundedInputStream.builder()
                .setInputStream(in)
                .setMaxCount(LARGEST + 1)
                .setPropagateClose(false)
                .get();
        if (Files.copy(most, file, StandardCopyOption.REPLACE_EXISTING) > LARGEST) {
            throw new FileUnreadable("The workbook is larger than one can be read, " + (LARGEST >> 30)
                    + " GB. The same table as CSV can have any size.");
        }
        return file.toFile();
    }
}
