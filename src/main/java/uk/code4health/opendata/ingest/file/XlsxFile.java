package uk.code4health.opendata.ingest.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.FileLayout;

/** An Excel workbook (ECMA-376), its sheets read row by row. */
final class XlsxFile implements DataFile {

    private final Workbooks.Spooled spooled;
    private final ReadableWorkbook workbook;

    private XlsxFile(Workbooks.Spooled spooled, ReadableWorkbook workbook) {
        this.spooled = spooled;
        this.workbook = workbook;
    }

    static XlsxFile open(Workbooks.Spooled spooled) throws IOException {
        XlsxSafety.check(spooled.file());
        try {
            return new XlsxFile(spooled, new ReadableWorkbook(spooled.file(), new ReadingOptions(true, false)));
        } catch (ExcelReaderException damaged) {
            throw damaged(damaged);
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
    public Rows rows(FileLayout.Sheet sheet) throws IOException {
        Sheet chosen = workbook.getSheets().toList().get(SheetChoice.among(names(), sheet));
        try {
            return new SheetRows(chosen.openStream(), workbook.isDate1904());
        } catch (ExcelReaderException damaged) {
            throw damaged(damaged);
        }
    }

    private List<String> names() {
        return workbook.getSheets().map(Sheet::getName).toList();
    }

    @Override
    public void close() throws IOException {
        workbook.close();
        spooled.remove();
    }

    private static FileUnreadable damaged(RuntimeException failure) {
        if (failure.getCause() instanceof XMLStreamException malformed && malformed.getLocation() != null) {
            return FileUnreadable.damagedWorkbook(
                    "its XML is not well-formed at line "
                            + malformed.getLocation().getLineNumber() + ", column "
                            + malformed.getLocation().getColumnNumber(),
                    failure);
        }
        return FileUnreadable.damagedWorkbook(String.valueOf(failure.getMessage()), failure);
    }

    private static final class SheetRows implements Rows {

        private final Stream<org.dhatim.fastexcel.reader.Row> stream;
        private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
        private final boolean since1904;

        /** The reader counts so where the file does not number its rows, as it need not. */
        private boolean isNumberedFrom0;

        SheetRows(Stream<org.dhatim.fastexcel.reader.Row> stream, boolean since1904) {
            this.stream = stream;
            this.rows = stream.iterator();
            this.since1904 = since1904;
        }

        @Override
        public @Nullable Row next() throws IOException {
            try {
                if (!rows.hasNext()) {
                    return null;
                }
                org.dhatim.fastexcel.reader.Row row = rows.next();
                List<String> cells = new ArrayList<>(row.getCellCount());
                for (int column = 0; column < row.getCellCount(); column++) {
                    cells.add(text(row.getCell(column)));
                }
                isNumberedFrom0 = isNumberedFrom0 || row.getRowNum() == 0;
                int number = row.getRowNum() + (isNumberedFrom0 ? 1 : 0);
                return new Row(number, number, cells);
            } catch (UncheckedIOException failure) {
                throw Objects.requireNonNull(failure.getCause());
            } catch (RuntimeException malformed) { // the reader has no one type for what it does not expect
                throw damaged(malformed);
            }
        }

        private String text(@Nullable Cell cell) {
            if (cell == null || cell.getRawValue() == null) {
                return "";
            }
            return switch (cell.getType()) {
                case NUMBER -> number(cell);
                case BOOLEAN -> CellText.ofBoolean(cell.asBoolean());
                case FORMULA -> cell.getValue() instanceof Number ? number(cell) : cell.getText();
                default -> cell.getText();
            };
        }

        private String number(Cell cell) {
            Integer format = cell.getDataFormatId();
            return CellText.ofNumber(
                    cell.getRawValue(), format == null ? 0 : format, cell.getDataFormatString(), since1904);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
