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
import uk.code4health.opendata.dataset.FileLayout;

/**
 * Opens workbooks, plain, in gzip or in a ZIP. A workbook is read in its own order, so it is first put into a temporary
 * file; that goes when the workbook is closed.
 */
final class Workbooks {

    private static final int BUFFER = 1 << 16;

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
            case GZIP ->
                spool(
                        new BufferedInputStream(new BombGuard(new GZIPInputStream(in, BUFFER), packed), BUFFER),
                        packed,
                        layout,
                        temporary);
            case ZIP -> zip(copy(in, temporary), layout, temporary);
            case OLE -> {
                if (layout.format() == FileLayout.Format.XLSX) {
                    throw new FileUnreadable(magic.description() + " This dataset is registered as XLSX.");
                }
                yield new Spooled(copy(in, temporary), Optional.empty(), temporary);
            }
            default -> throw new FileUnreadable(magic == Magic.TEXT ? "It is no workbook." : magic.description());
        };
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
                Magic expected = layout.format() == FileLayout.Format.XLSX ? Magic.ZIP : Magic.OLE;
                Magic magic = Magic.of(unpacked);
                if (magic != expected) {
                    throw new FileUnreadable("Its member " + member.getName() + " is no workbook. "
                            + (magic == Magic.TEXT ? "" : magic.description()));
                }
                return new Spooled(
                        copy(unpacked, temporary), Optional.of(FilenameUtils.getName(member.getName())), temporary);
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
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return file.toFile();
    }
}
