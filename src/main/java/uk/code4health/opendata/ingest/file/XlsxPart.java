package uk.code4health.opendata.ingest.file;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.io.input.BoundedInputStream;

/** One part of a workbook, read through once before anything is made of it. */
final class XlsxPart {

    private static final XMLInputFactory XML = xml();

    /** Parts that the reader holds in memory. */
    private static final Set<String> HELD = Set.of("sst", "styleSheet", "workbook", "Types", "Relationships");

    private static final long MOST_HELD = 64L << 20;

    /** Excel holds 32,767 characters in a cell, and a formula beside them. */
    private static final int LONGEST_CELL = 1 << 16;

    /** To XFD. */
    private static final int MOST_COLUMNS = 1 << 14;

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z]{1,3}\\d{1,7}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final String name;
    private final BoundedInputStream content;
    private final XlsxSafety.SharedTexts texts;
    private String root = "";
    private boolean hasDoctype;
    private String cell = "";
    private boolean isShared;
    private int cells;
    private long length;

    XlsxPart(String name, InputStream content, XlsxSafety.SharedTexts texts) throws IOException {
        this.name = name;
        this.content = BoundedInputStream.builder().setInputStream(content).get();
        this.texts = texts;
    }

    /**
     * Reads it to its end, or to where it is no XML: nothing after that can do harm.
     *
     * @throws FileUnreadable if it would do harm to a reader
     */
    void check() throws IOException {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(content);
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamReader.DTD -> hasDoctype = true;
                    case XMLStreamReader.START_ELEMENT -> begin(xml);
                    case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text(xml.getTextLength());
                    default -> {}
                }
            }
        } catch (XMLStreamException notXml) {
            if (notXml.getNestedException() instanceof IOException failure) {
                throw failure;
            }
        }
    }

    private void begin(XMLStreamReader xml) throws XMLStreamException {
        if (root.isEmpty()) {
            beginRoot(xml.getLocalName());
        }
        if (HELD.contains(root) && content.getCount() > MOST_HELD) {
            throw new FileUnreadable("The workbook holds more text than is read from a workbook, " + (MOST_HELD >> 20)
                    + " MB. The same table as CSV can have any size.");
        }
        switch (xml.getLocalName()) {
            case "row" -> cells = 0;
            case "si" -> beginText("");
            case "c" -> beginCell(xml);
            case "v" -> value(xml);
            default -> {}
        }
    }

    private void beginRoot(String element) {
        root = element;
        if (hasDoctype && !root.equals("svg")) { // pictures may
            throw new FileUnreadable("The workbook's part " + name
                    + " declares a document type, as no spreadsheet program writes it; it was not read.");
        }
    }

    private void beginText(String address) {
        length = 0;
        cell = address;
        isShared = false;
        if (root.equals("sst")) {
            texts.count();
        }
    }

    private void beginCell(XMLStreamReader xml) {
        String address = xml.getAttributeValue(null, "r");
        beginText(address == null ? "a cell" : "cell " + address);
        isShared = "s".equals(xml.getAttributeValue(null, "t"));
        cells++;
        if (root.equals("worksheet") && ((address != null && !isInside(address)) || cells > MOST_COLUMNS)) {
            throw new FileUnreadable("The workbook is damaged: " + name + " has " + cell
                    + " beyond the last column that a sheet can have, XFD. Fetch it again.");
        }
    }

    private static boolean isInside(String address) {
        return ADDRESS.matcher(address).matches();
    }

    private void value(XMLStreamReader xml) throws XMLStreamException {
        if (isShared) {
            String number = xml.getElementText().strip();
            if (NUMBER.matcher(number).matches()) {
                texts.need(Long.parseLong(number), cell + " of " + name);
            }
        }
    }

    private void text(int more) {
        length += more;
        if (length > LONGEST_CELL && (root.equals("worksheet") || root.equals("sst"))) {
            throw new FileUnreadable("The workbook has a cell with more text than Excel allows, 32,767 characters"
                    + (cell.isEmpty() ? "" : ": " + cell) + ".");
        }
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
