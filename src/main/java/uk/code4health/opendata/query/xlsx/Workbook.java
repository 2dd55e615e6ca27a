package uk.code4health.opendata.query.xlsx;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook that is written sheet after sheet. It is whole once {@link #finish} has returned, and no workbook before. */
public final class Workbook {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String RELATIONSHIPS =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final ZipOutputStream zip;
    private final Writer xml;
    private final List<String> names;
    private final LocalDateTime time;
    private int begun;

    /**
     * What a program shows as the properties of the workbook.
     *
     * @param time when it counts as written, so that writing it again gives the same bytes
     */
    public record Properties(String title, String author, String description, Instant time) {}

    /**
     * Begins a workbook.
     *
     * @param names of its sheets, in their order
     */
    public Workbook(OutputStream out, Properties properties, List<String> names) throws IOException {
        this.zip = new ZipOutputStream(out);
        this.xml = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 16);
        this.names = List.copyOf(names);
        this.time = LocalDateTime.ofInstant(properties.time(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        part("[Content_Types].xml", contentTypes());
        part("_rels/.rels", relationships());
        part("docProps/core.xml", core(properties));
        part("xl/workbook.xml", sheets());
        part("xl/_rels/workbook.xml.rels", sheetRelationships());
        part("xl/styles.xml", Style.sheet());
    }

    /** Begins the next sheet, under a header row; the one before must have ended. */
    public Sheet next(List<Sheet.Column> columns) throws IOException {
        begun++;
        open("xl/worksheets/sheet" + begun + ".xml");
        return new Sheet(xml, columns, begun == 1);
    }

    /** Ends the sheet that was begun last. */
    public void end(Sheet sheet) throws IOException {
        sheet.end();
        close();
        part(
                "xl/worksheets/_rels/sheet" + begun + ".xml.rels",
                RELATIONSHIPS + "<Relationship Id=\"rId1\" Type=\"" + OFFICE + "table\" Target=\"../tables/table"
                        + begun + ".xml\"/></Relationships>");
        part("xl/tables/table" + begun + ".xml", sheet.table(begun, names.get(begun - 1)));
    }

    /** Ends the workbook and leaves the stream open. */
    public void finish() throws IOException {
        if (begun != names.size()) {
            throw new IllegalStateException(begun + " sheets instead of " + names);
        }
        zip.finish();
        zip.flush();
    }

    private void part(String name, String content) throws IOException {
        open(name);
        xml.write(DECLARATION);
        xml.write(content);
        close();
    }

    private void open(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
    }

    private void close() throws IOException {
        xml.flush();
        zip.closeEntry();
    }

    private String contentTypes() {
        StringBuilder types =
                new StringBuilder("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        types.append(contentType("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"));
        types.append(contentType("/xl/workbook.xml", TYPE + "sheet.main+xml"));
        types.append(contentType("/xl/styles.xml", TYPE + "styles+xml"));
        for (int number = 1; number <= names.size(); number++) {
            types.append(contentType("/xl/worksheets/sheet" + number + ".xml", TYPE + "worksheet+xml"));
            types.append(contentType("/xl/tables/table" + number + ".xml", TYPE + "table+xml"));
        }
        return types.append("</Types>").toString();
    }

    private static String contentType(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
    }

    private static String relationships() {
        return RELATIONSHIPS + "<Relationship Id=\"rId1\" Type=\"" + OFFICE
                + "officeDocument\" Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" Type=\""
                + "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\""
                + " Target=\"docProps/core.xml\"/></Relationships>";
    }

    private static String core(Properties properties) {
        String time = properties.time().truncatedTo(ChronoUnit.SECONDS).toString();
        return "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                + "<dc:title>" + XmlText.of(properties.title()) + "</dc:title>"
                + "<dc:creator>" + XmlText.of(properties.author()) + "</dc:creator>"
                + "<dc:description>" + XmlText.of(properties.description()) + "</dc:description>"
                + "<dc:language>en-GB</dc:language>"
                + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">" + time + "</dcterms:created>"
                + "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">" + time + "</dcterms:modified>"
                + "</cp:coreProperties>";
    }

    private String sheets() {
        StringBuilder sheets =
                new StringBuilder("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                        + "<bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>");
        for (int number = 1; number <= names.size(); number++) {
            sheets.append("<sheet name=\"").append(XmlText.of(names.get(number - 1)));
            sheets.append("\" sheetId=\"")
                    .append(number)
                    .append("\" r:id=\"rId")
                    .append(number)
                    .append("\"/>");
        }
        return sheets.append("</sheets></workbook>").toString();
    }

    private String sheetRelationships() {
        StringBuilder all = new StringBuilder(RELATIONSHIPS);
        for (int number = 1; number <= names.size(); number++) {
            all.append("<Relationship Id=\"rId")
                    .append(number)
                    .append("\" Type=\"")
                    .append(OFFICE);
            all.append("worksheet\" Target=\"worksheets/sheet").append(number).append(".xml\"/>");
        }
        return all.append("<Relationship Id=\"rIdStyles\" Type=\"")
                .append(OFFICE)
                .append("styles\" Target=\"styles.xml\"/></Relationships>")
                .toString();
    }
}
