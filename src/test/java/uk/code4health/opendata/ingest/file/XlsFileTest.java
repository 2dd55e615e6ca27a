package uk.code4health.opendata.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.code4health.opendata.dataset.FileLayout;

/** What the cells of a workbook of before 2007 say. */
class XlsFileTest {

    private static final FileLayout.Sheet DATA =
            new FileLayout.Sheet(Optional.of("data"), Optional.empty(), List.of(), Map.of());

    @TempDir
    Path folder;

    @AfterEach
    void forgetThePassword() {
        Biff8EncryptionKey.setCurrentUserPassword(null);
    }

    @ParameterizedTest
    @CsvSource({
        "General, 16.100000000000001, 16.1",
        "General, 1000, 1000",
        "General, 1E-7, 0.0000001",
        "General, 1E300, 1" + ZEROS_300,
        "000, 7, 007",
        "0.00, 7, 7",
        "dd/mm/yyyy, 45383, 2024-04-01",
        "dd/mm/yyyy hh:mm, 45383.75, 2024-04-01T18:00",
        "hh:mm, 0.25, 06:00",
        "dd/mm/yyyy, -5, -5"
    })
    void aNumberIsWrittenPlainlyOrAsItsFormatShowsIt(String format, double number, String text) throws IOException {
        assertThat(text(cell -> {
                    CellStyle style = cell.getSheet().getWorkbook().createCellStyle();
                    style.setDataFormat(
                            cell.getSheet().getWorkbook().createDataFormat().getFormat(format));
                    cell.setCellStyle(style);
                    cell.setCellValue(number);
                }))
                .isEqualTo(text);
    }

    private static final String ZEROS_300 = "00000000000000000000000000000000000000000000000000"
            + "00000000000000000000000000000000000000000000000000"
            + "00000000000000000000000000000000000000000000000000"
            + "00000000000000000000000000000000000000000000000000"
            + "00000000000000000000000000000000000000000000000000"
            + "00000000000000000000000000000000000000000000000000";

    @Test
    void otherCellsAreTexts() throws IOException {
        assertThat(text(cell -> cell.setCellValue("text"))).isEqualTo("text");
        assertThat(text(cell -> cell.setCellValue(true))).isEqualTo("true");
        assertThat(text(cell -> cell.setCellErrorValue(FormulaError.NA.getCode())))
                .isEqualTo("#N/A");
        assertThat(text(Cell::setBlank)).isEmpty();
    }

    @Test
    void aFormulaIsWhatItLastCameTo() throws IOException {
        assertThat(text(cell -> {
                    cell.setCellFormula("1+1");
                    cell.setCellValue(16.25); // kept beside the formula
                }))
                .isEqualTo("16.25");
        assertThat(text(cell -> {
                    cell.setCellFormula("\"a\"&\"b\"");
                    cell.setCellValue("ab");
                }))
                .isEqualTo("ab");
    }

    @Test
    void rowsAndCellsThatAreNotThereKeepTheirPlaces() throws IOException {
        List<Row> rows = read(bytes(workbook -> {
            workbook.createSheet("Notes");
            workbook.createSheet("Data").createRow(13).createCell(2).setCellValue(1);
        }));
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.number()).isEqualTo(14);
            assertThat(row.line()).isEqualTo(14);
            assertThat(row.cells()).containsExactly("", "", "1");
        });
    }

    @Test
    void aMissingSheetNamesThoseThereAre() {
        assertThatThrownBy(() -> read(bytes(workbook -> {
                    workbook.createSheet("Notes");
                    workbook.createSheet("Date");
                })))
                .hasMessage("The workbook has no sheet named \"data\" (the nearest is \"Date\"); it has Notes, Date.");
    }

    @Test
    void damageAndPasswordsAreTold() throws IOException {
        byte[] whole = bytes(workbook -> workbook.createSheet("Data"));
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(FileUnreadable.class)
                .hasMessageStartingWith("The workbook is damaged (Block ")
                .hasMessageEndingWith("Fetch it again; if that does not help, open it in Excel and save it anew.");
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        byte[] encrypted = bytes(workbook -> workbook.createSheet("Data"));
        Biff8EncryptionKey.setCurrentUserPassword(null);
        assertThatThrownBy(() -> read(encrypted))
                .hasMessage("The workbook is protected by a password. Save it without one.");
    }

    private String text(Consumer<Cell> make) throws IOException {
        return read(bytes(workbook ->
                        make.accept(workbook.createSheet("Data").createRow(0).createCell(0))))
                .get(0)
                .cell(0);
    }

    private static byte[] bytes(Consumer<HSSFWorkbook> make) throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            make.accept(workbook);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    private List<Row> read(byte[] workbook) throws IOException {
        Path file = Files.write(folder.resolve("workbook.xls"), workbook);
        try (DataFile open = XlsFile.open(new Workbooks.Spooled(file.toFile(), Optional.empty(), List.of(file)));
                Rows rows = open.rows(DATA)) {
            List<Row> all = new ArrayList<>();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
            return all;
        }
    }
}
