package uk.code4health.opendata.ingest.file;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.output.NullOutputStream;

/**
 * What a workbook may not do to its reader: unpack without end, hold more text than fits into memory, or refer to files and
 * entities outside of it, which no workbook needs (OWASP, XML External Entity Prevention).
 */
final class XlsxSafety {

    private static final Set<String> XML = Set.of("xml", "rels", "vml");
    private static final String SHARED_TEXTS = "xl/sharedStrings.xml";

    /** Shared texts are held in memory while the sheets are read. */
    private static final long MOST_SHARED_TEXT = 64L << 20;

    private static final int PROLOGUE = 4_096;

    private XlsxSafety() {}

    /** @throws FileUnreadable if it does any of it */
    static void check(File workbook) throws IOException {
        try (ZipFile zip = new ZipFile(workbook, ZipMembers.NAMES)) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (XML.contains(FilenameUtils.getExtension(entry.getName()))) {
                    check(zip, entry);
                }
            }
        }
    }

    private static void check(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream part = new BombGuard(zip.getInputStream(entry), entry::getCompressedSize)) {
            byte[] prologue = part.readNBytes(PROLOGUE);
            if (declaresDoctype(prologue)) {
                throw new FileUnreadable("The workbook's part " + entry.getName()
                        + " declares a document type, as no spreadsheet program writes it; it was not read.");
            }
            long size = prologue.length + IOUtils.copyLarge(part, NullOutputStream.INSTANCE);
            if (entry.getName().equals(SHARED_TEXTS) && size > MOST_SHARED_TEXT) {
                throw new FileUnreadable("The workbook holds more text than is read from a workbook, "
                        + (MOST_SHARED_TEXT >> 20) + " MB. The same table as CSV can have any size.");
            }
        }
    }

    /** In any encoding an XML part can have: those of two bytes have zeros between the letters. */
    private static boolean declaresDoctype(byte[] prologue) {
        return new String(prologue, StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .contains("<!DOCTYPE");
    }
}
