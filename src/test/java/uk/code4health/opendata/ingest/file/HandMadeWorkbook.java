package uk.code4health.opendata.ingest.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An XLSX (ECMA-376) whose parts are written by hand, so that each can be as unusual, or as wrong, as a test needs it. */
public final class HandMadeWorkbook {

    public static final String WORKBOOK = "xl/workbook.xml";
    public static final String SHEET = "xl/worksheets/sheet1.xml";
    public static final String SHARED_TEXTS = "xl/sharedStrings.xml";
    public static final String STYLES = "xl/styles.xml";

    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /** What a part holds. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Map<String, Content> parts = new LinkedHashMap<>();

    private HandMadeWorkbook() {}

    /** A workbook of one sheet, without shared texts, whose cells all have the format General. */
    public static HandMadeWorkbook of(String sheetName, String sheetData) {
        return new HandMadeWorkbook()
                .with("[Content_Types].xml", contentTypes())
                .with(WORKBOOK, workbook("", sheetName))
                .with("xl/_rels/workbook.xml.rels", relations())
                .with(STYLES, styles("", "<xf numFmtId=\"0\"/>"))
                .with(SHARED_TEXTS, sharedTexts())
                .with(SHEET, sheet(sheetData));
    }

    public static String workbook(String properties, String sheetName) {
        return "<workbook " + MAIN + " xmlns:r=\"" + RELATIONS + "\"><workbookPr " + properties
                + "/><sheets><sheet name=\"" + sheetName + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    }

    /** Formats of numbers, and of cells: {@code <xf/>} elements, which the {@code s} of a cell counts from 0. */
    public static String styles(String numberFormats, String cellFormats) {
        return "<styleSheet " + MAIN + "><numFmts>" + numberFormats + "</numFmts><cellXfs>" + cellFormats
                + "</cellXfs></styleSheet>";
    }

    public static String sharedTexts(String... texts) {
        return "<sst " + MAIN + "><si><t>" + String.join("</t></si><si><t>", texts) + "</t></si></sst>";
    }

    public static String sheet(String sheetData) {
        return "<worksheet " + MAIN + "><sheetData>" + sheetData + "</sheetData></worksheet>";
    }

    /** Rows of texts, without gaps. */
    public static String rows(List<List<String>> rows) {
        StringBuilder data = new StringBuilder();
        for (int row = 1; row <= rows.size(); row++) {
            data.append("<row r=\"").append(row).append("\">");
            for (int column = 0; column < rows.get(row - 1).size(); column++) {
                data.append("<c r=\"").append((char) ('A' + column)).append(row).append("\" t=\"inlineStr\"><is><t>");
                data.append(rows.get(row - 1).get(column)).append("</t></is></c>");
            }
            data.append("</row>");
        }
        return data.toString();
    }

    /** Writes a part instead of the usual one, or beside the usual ones. */
    public HandMadeWorkbook with(String part, String xml) {
        return with(part, xml, StandardCharsets.UTF_8);
    }

    public HandMadeWorkbook with(String part, String xml, Charset encoding) {
        parts.put(part, out -> out.write(xml.getBytes(encoding)));
        return this;
    }

    /** Writes a part that repeats itself, without ever holding it. */
    public HandMadeWorkbook withLong(String part, String begin, String repeated, int times, String end) {
        parts.put(part, out -> {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            byte[] each = repeated.getBytes(StandardCharsets.UTF_8);
            for (int time = 0; time < times; time++) {
                out.write(each);
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
        });
        return this;
    }

    public HandMadeWorkbook without(String part) {
        parts.remove(part);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Content> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                part.getValue().writeTo(zip);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String contentTypes() {
        return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + override(WORKBOOK, "sheet.main+xml") + override(SHEET, "worksheet+xml")
                + override(STYLES, "styles+xml") + override(SHARED_TEXTS, "sharedStrings+xml") + "</Types>";
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"/" + part + "\" ContentType=\"" + TYPES + type + "\"/>";
    }

    private static String relations() {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"rId1\" Type=\"" + RELATIONS
                + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    }
}
