package uk.code4health.opendata.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.SHARED_TEXTS;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.SHEET;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.STYLES;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.WORKBOOK;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.sharedTexts;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.sheet;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.styles;
import static uk.code4health.opendata.ingest.file.HandMadeWorkbook.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.dataset.FileLayout;

/** What the cells of a workbook say. */
class XlsxFileTest {

    /** General, a date, a time, a date and time, 000, two decimals. */
    private static final String STYLED = styles(
            "<numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy hh:mm\"/><numFmt numFmtId=\"165\" formatCode=\"000\"/>",
            "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
                    + "<xf numFmtId=\"2\"/>");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, 16.1, 16.1",
        "0, 16.100000000000001, 16.1",
        "0, 0.30000000000000004, 0.30000000000000004",
        "0, 1E3, 1000",
        "0, 1.5E-7, 0.00000015",
        "0, 12.50, 12.5",
        "0, 999999999999999999, 999999999999999999",
        "0, -7, -7",
        "5, 7, 7",
        "4, 7, 007",
        "4, 1234, 1234",
        "4, -7, -7",
        "1, 45383, 2024-04-01",
        "1, 45383.5, 2024-04-01T12:00",
        "1, 60, 1900-03-01",
        "1, 0.25, 06:00",
        "2, 0.25, 06:00",
        "3, 45383.75, 2024-04-01T18:00",
        "1, -5, -5",
        "1, 2958466, 2958466"
    })
    void aNumberIsWrittenPlainlyOrAsItsFormatShowsIt(int style, String number, String text) throws IOException {
        assertThat(cell("<c r=\"A1\" s=\"" + style + "\"><v>" + number + "</v></c>"))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E-999999999", "-1E2000000000"})
    void aNumberThatWouldFillTheMemoryIsLeftAsItIs(String number) {
        String text = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> cell("<c r=\"A1\"><v>" + number + "</v></c>"));
        assertThat(text).isEqualTo(number);
    }

    @Test
    void daysAreCountedAsTheWorkbookSays() throws IOException {
        HandMadeWorkbook since1904 = of("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43921</v></c></row>");
        since1904.with(WORKBOOK, workbook("date1904=\"1\"", "Data"));
        assertThat(read(since1904).get(0).cells()).containsExactly("2024-04-01");
    }

    @Test
    void otherCellsAreTexts() throws IOException {
        assertThat(cell("<c r=\"A1\" t=\"b\"><v>1</v></c>")).isEqualTo("true");
        assertThat(cell("<c r=\"A1\" t=\"b\"><v>0</v></c>")).isEqualTo("false");
        assertThat(cell("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>")).isEqualTo("#N/A");
        assertThat(cell("<c r=\"A1\" t=\"inlineStr\"><is><r><t>two </t></r><r><t>parts</t></r></is></c>"))
                .isEqualTo("two parts");
        assertThat(cell("<c r=\"A1\" t=\"s\"><v>1</v></c>")).isEqualTo("shared & second");
        assertThat(cell("<c r=\"A1\" s=\"1\"/>")).isEmpty();
    }

    @Test
    void aFormulaIsWhatItLastCameTo() throws IOException {
        assertThat(cell("<c r=\"A1\"><f>B1*2</f><v>16.100000000000001</v></c>")).isEqualTo("16.1");
        assertThat(cell("<c r=\"A1\" s=\"1\"><f>TODAY()</f><v>45383</v></c>")).isEqualTo("2024-04-01");
        assertThat(cell("<c r=\"A1\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>"))
                .isEqualTo("ab");
        assertThat(cell("<c r=\"A1\" t=\"b\"><f>TRUE()</f><v>1</v></c>")).isEqualTo("true");
        assertThat(cell("<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>")).isEqualTo("#DIV/0!");
        assertThat(cell("<c r=\"A1\"><f>B1</f></c>")).isEmpty();
    }

    @Test
    void rowsAndCellsThatAreNotWrittenKeepTheirPlaces() throws IOException {
        List<Row> rows = read(of("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c></row>"
                + "<row r=\"14\"><c r=\"A14\"><v>3</v></c></row>"));
        assertThat(rows).extracting(Row::number).containsExactly(2L, 14L);
        assertThat(rows).extracting(Row::line).containsExactly(2L, 14L);
        assertThat(rows.get(0).cells()).containsExactly("", "1", "", "2");
    }

    @Test
    void rowsAndCellsNeedNotBeNumbered() throws IOException {
        List<Row> rows = read(of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"));
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L);
        assertThat(rows.get(0).cells()).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "DATA", " Data "})
    void theCaseOfASheetsNameDoesNotMatter(String name) throws IOException {
        HandMadeWorkbook workbook = of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        assertThat(read(workbook, sheetNamed(name))).hasSize(1);
        assertThatThrownBy(() -> read(workbook, sheetNamed("date")))
                .hasMessage("The workbook has no sheet named \"date\" (the nearest is \"Data\"); it has Data.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<c r=\"ZZZZZZ1\"><v>1</v></c> | cell ZZZZZZ1 beyond the last column that a sheet can have, XFD",
                "<c r=\"A1\" t=\"s\"><v>2</v></c> | cell A1 of xl/worksheets/sheet1.xml holds text number 3, and the workbook has 2",
                "<c r=\"A1\" t=\"s\"><v>2147483647</v></c> | text number 2147483648, and the workbook has 2",
                "<c r=\"A1\"><v>many</v></c> | Cannot parse number",
                "<c r=\"A1\" t=\"zz\"><v>1</v></c> | Unknown cell type",
                "<c r=\"A1\"><v>1</c> | its XML is not well-formed at line 1, column"
            })
    void aCellThatCannotBeIsDamage(String cell, String reason) {
        assertThatThrownBy(() -> cell(cell))
                .isInstanceOf(FileUnreadable.class)
                .hasMessageStartingWith("The workbook is damaged")
                .hasMessageContaining(reason);
    }

    @Test
    void theLastColumnCanBeRead() throws IOException {
        assertThat(read(of("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"))
                        .get(0)
                        .cells())
                .hasSize(16_384);
    }

    @Test
    void twoPartsOfOneNameAreRefused() throws IOException {
        HandMadeWorkbook workbook = of("").with(SHEET.toUpperCase(Locale.ROOT), sheet(""));
        assertThatThrownBy(() -> read(workbook)).hasMessageStartingWith("The workbook has two parts named ");
    }

    @Test
    void aBinaryWorkbookIsToldAsOne() throws IOException {
        HandMadeWorkbook workbook = of("").with("xl/workbook.bin", "x");
        assertThatThrownBy(() -> read(workbook)).hasMessage("It is a binary Excel workbook (XLSB). Save it as XLSX.");
    }

    @Test
    void aPictureMayDeclareADocumentType() throws IOException {
        HandMadeWorkbook workbook = of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
                .with("xl/media/image1.svg", "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x.dtd\"><svg/>")
                .with("xl/drawings/vmlDrawing1.vml", "<xml><br></xml>")
                .with("xl/media/image1.png", "\u0089PNG");
        assertThat(read(workbook)).hasSize(1);
    }

    @Test
    void nothingTemporaryIsLeft() throws IOException {
        Path file = folder.resolve("temporary.xlsx");
        Files.write(file, of("").bytes());
        Workbooks.Spooled spooled = new Workbooks.Spooled(file.toFile(), Optional.empty(), List.of(file));
        XlsxFile.open(spooled).close();
        assertThat(file).doesNotExist();
    }

    private String cell(String xml) throws IOException {
        return read(of("<row r=\"1\">" + xml + "</row>")).get(0).cell(0);
    }

    private static HandMadeWorkbook of(String sheetData) {
        return HandMadeWorkbook.of("Data", sheetData)
                .with(STYLES, STYLED)
                .with(SHARED_TEXTS, sharedTexts("first", "shared &amp; second"));
    }

    private List<Row> read(HandMadeWorkbook workbook) throws IOException {
        return read(workbook, sheetNamed("Data"));
    }

    private List<Row> read(HandMadeWorkbook workbook, FileLayout.Sheet sheet) throws IOException {
        Path file = Files.write(folder.resolve("workbook.xlsx"), workbook.bytes());
        try (DataFile open = XlsxFile.open(new Workbooks.Spooled(file.toFile(), Optional.empty(), List.of(file)));
                Rows rows = open.rows(sheet)) {
            List<Row> all = new ArrayList<>();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
            return all;
        }
    }

    private static FileLayout.Sheet sheetNamed(String name) {
        return new FileLayout.Sheet(Optional.of(name), Optional.empty(), List.of(), Map.of());
    }
}
