package uk.code4health.opendata.roundtrip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** What Apache POI, which shares no code with what wrote it, reads in a workbook. */
public final class WorkbookRows {

    private WorkbookRows() {}

    public static XSSFWorkbook open(byte[] content) {
        ZipSecureFile.setMinInflateRatio(0); // what repeats itself packs better than POI thinks it may
        try {
            return new XSSFWorkbook(new ByteArrayInputStream(content));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The rows of the first sheet, by the names in its header. */
    static List<Map<String, Object>> first(byte[] content) {
        try (XSSFWorkbook workbook = open(content)) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int at = 1; at <= sheet.getLastRowNum(); at++) {
                Row row = sheet.getRow(at);
                Map<String, Object> values = new LinkedHashMap<>();
                for (Cell header : sheet.getRow(0)) {
                    values.put(header.getStringCellValue(), value(row.getCell(header.getColumnIndex())));
                }
                rows.add(values);
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A text, a number, a truth value or a date and time; null where nothing stands. */
    public static Object value(Cell cell) {
        if (cell == null || cell.getCellType() == CellType.BLANK) {
            return null;
        }
        return switch (cell.getCellType()) {
            case NUMERIC ->
                DateUtil.isCellDateFormatted(cell)
                        ? (Object) cell.getLocalDateTimeCellValue()
                        : (Object) cell.getNumericCellValue();
            case BOOLEAN -> cell.getBooleanCellValue();
            default -> cell.getStringCellValue();
        };
    }
}
