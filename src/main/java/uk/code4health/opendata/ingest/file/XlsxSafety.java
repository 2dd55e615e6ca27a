package uk.code4health.opendata.ingest.file;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a workbook may not do to its reader: unpack without end, hold more than fits into memory, or refer to files and
 * entities outside of it, which no workbook needs (OWASP, XML External Entity Prevention).
 */
final class XlsxSafety {

    private static final String BINARY_WORKBOOK = "xl/workbook.bin";

    private XlsxSafety() {}

    /** @throws FileUnreadable if it does any of it */
    static void check(File workbook) throws IOException {
        try (ZipFile zip = new ZipFile(workbook, ZipMembers.NAMES)) {
            if (zip.getEntry(BINARY_WORKBOOK) != null) {
                throw new FileUnreadable("It is a binary Excel workbook (XLSB). Save it as XLSX.");
            }
            Set<String> names = new HashSet<>();
            SharedTexts texts = new SharedTexts();
            for (ZipEntry entry : zip.stream().toList()) {
                if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
                    throw new FileUnreadable("The workbook has two parts named " + entry.getName()
                            + ", as no spreadsheet program writes it; it was not read.");
                }
                try (InputStream part = new BombGuard(
                        zip.getInputStream(entry), () -> Math.min(entry.getCompressedSize(), workbook.length()))) {
                    new XlsxPart(entry.getName(), part, texts).check();
                }
            }
            texts.check();
        }
    }

    /** How many texts the cells share, and the last that one of them means; the reader makes up what there is not. */
    static final class SharedTexts {

        private long there;
        private long needed;
        private String neededBy = "";

        void count() {
            there++;
        }

        /** @param number of the text, from 0 */
        void need(long number, String cell) {
            if (number >= needed) {
                needed = number + 1;
                neededBy = cell;
            }
        }

        private void check() {
            if (needed > there) {
                throw new FileUnreadable("The workbook is damaged: " + neededBy + " holds text number " + needed
                        + ", and the workbook has " + there + ". Fetch it again.");
            }
        }
    }
}
