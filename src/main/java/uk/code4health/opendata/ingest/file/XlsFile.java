package uk.code4health.opendata.ingest.file;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.FileLayout;

/** An Excel workbook of before 2007 (BIFF8): never more than 65,536 rows a sheet, and held in memory while it is read. */
final class XlsFile implements DataFile {

    private static final long LARGEST = 32L << 20;

    private static final String ENCRYPTED = "EncryptedPackage";

    private final Workbooks.Spooled spooled;
    private final HSSFWorkbook workbook;

    private XlsFile(Workbooks.Spooled spooled, HSSFWorkbook workbook) {
        this.spooled = spooled;
        this.workbook = workbook;
    }

    static XlsFile open(Workbooks.Spooled spooled) throws IOException {
        if (spooled.file().length() > LARGEST) {
            throw new FileUnreadable("The workbook is larger than an XLS can be read, " + (LARGEST >> 20)
                    + " MB. The same table as CSV can have any size.");
        }
        try {
            POIFSFileSystem container = new POIFSFileSystem(spooled.file(), true);
            if (container.getRoot().hasEntryCaseInsensitive(ENCRYPTED)) {
                container.close();
                throw FileUnreadable.protectedByPassword();
            }
            return new XlsFile(spooled, new HSSFWorkbook(container.getRoot(), false));
        } catch (EncryptedDocumentException encrypted) {
            throw FileUnreadable.protectedByPassword();
        } catch (IOException | RuntimeException damaged) {
            if (damaged instanceof FileUnreadable unreadable) {
                throw unreadable;
            }
            throw FileUnreadable.damagedWorkbook(String.valueOf(damaged.getMessage()), damaged);
        }
    }

    /** Whether it is a workbook of any year that can be read with a password only (MS-OFFCRYPTO). */
    static boolean isEncrypted(File file) {
        try (POIFSFileSystem container = new POIFSFileSystem(file, true)) {
            return container.getRoot().hasEntryCaseInsensitive(ENCRYPTED);
        } catch (IOException | RuntimeException damaged) {
            return false;
        }
    }

    @Override
    public Optional<String> member() {
        return spooled.member();
    }

    @Override
    public boolean has(FileLayout.Sheet sheet) {
        return SheetChoice.find(names(), sheet).isPresent();
    }

    @Override
    public Rows rows(FileLayout.Sheet sheet) {
        Iterator<org.apache.poi.ss.usermodel.Row> rows =
                workbook.getSheetAt(SheetChoice.among(names(), sheet)).iterator();
        return new SheetRows(rows, workbook.getInternalWorkbook().isUsing1904DateWindowing());
    }

    private List<String> names() {
        return IntStream.range(0, workbook.getNumberOfSheets())
                .mapToObj(workbook::getSheetName)
                .toList();
    }

    @Override
    public void close() throws IOException {
        workbook.close();
        spooled.remove();
    }

    private record SheetRows(Iterator<org.apache.poi.ss.usermodel.Row> rows, boolean since1904) implements Rows {

        @Override
        public @Nullable Row next() {
            if (!rows.hasNext()) {
                return null;
            }
            org.apache.poi.ss.usermodel.Row row = rows.next();
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < row.getLastCellNum(); column++) {
                cells.add(text(row.getCell(column)));
            }
            long number = row.getRowNum() + 1L;
            return new Row(number, number, cells);
        }

        private String text(@Nullable Cell cell) {
            if (cell == null) {
                return "";
            }
            CellType type =
                    cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
            return switch (type) {
                case NUMERIC ->
                    CellText.ofNumber(
                            Double.toString(cell.getNumericCellValue()),
                            cell.getCellStyle().getDataFormat(),
                            cell.getCellStyle().getDataFormatString(),
                            since1904);
                case STRING -> cell.getStringCellValue();
                case BOOLEAN -> CellText.ofBoolean(cell.getBooleanCellValue());
                case ERROR ->
                    org.apache.poi.ss.usermodel.FormulaError.forInt(cell.getErrorCellValue())
                            .getString();
                default -> "";
            };
        }

        @Override
        public void close() {}
    }
}
