package uk.code4health.opendata.query.xlsx;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A sheet with one table on it: a header row that stays in view, and under it rows that are written cell by cell, from left
 * to right.
 *
 * <p>A cell is what it is written as: no text becomes a formula, a number or a date. What a sheet cannot hold exactly is
 * written as text.
 */
public final class Sheet {

    /** As many rows as the programs have, the header's among them. */
    public static final int MOST_ROWS = 1_048_576;

    /** As many UTF-16 units as a cell holds. */
    public static final int LONGEST_TEXT = 32_767;

    /** What a text ends with that is longer. */
    public static final String CUT = " [cut]";

    /** Some programs show longer texts as #### where the cell is declared as text. */
    private static final int LONGEST_DECLARED_AS_TEXT = 255;

    private static final int MOST_DIGITS = 15;
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    /** Before it, a day is counted that never was, 1900-02-29. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

    private static final double SECONDS_OF_A_DAY = 86_400;

    private final Writer xml;
    private final List<Column> columns;
    private final List<String> letters;
    private int row;
    private int column;
    private boolean inRow;
    private long cutTexts;

    /**
     * A column.
     *
     * @param name in the header row; no two of a sheet have the same
     * @param width in characters
     * @param wraps whether texts may take several lines
     */
    public record Column(String name, int width, boolean wraps) {}

    Sheet(Writer xml, List<Column> columns, boolean isFirst) throws IOException {
        this.xml = xml;
        this.columns = List.copyOf(columns);
        this.letters =
                IntStream.range(0, columns.size()).mapToObj(Sheet::letters).toList();
        begin(isFirst);
    }

    /** Writes a text as it is, unless it is longer than a cell holds: then it ends with {@link #CUT}. */
    public void text(String text) throws IOException {
        String held = held(text);
        boolean isLong = held.length() > LONGEST_DECLARED_AS_TEXT;
        Style style = columns.get(column).wraps() ? Style.WRAPPED : isLong ? Style.GENERAL : Style.TEXT;
        cell(style, " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + XmlText.of(held) + "</t></is></c>");
    }

    /** Writes a number, as text if it has more digits than a sheet keeps. */
    public void number(BigDecimal number) throws IOException {
        BigDecimal bare = number.stripTrailingZeros();
        if (bare.precision() > MOST_DIGITS) {
            text(number.toPlainString());
        } else {
            cell(Style.GENERAL, "><v>" + (bare.scale() <= 0 ? bare.toPlainString() : bare.toString()) + "</v></c>");
        }
    }

    public void truth(boolean truth) throws IOException {
        cell(Style.GENERAL, " t=\"b\"><v>" + (truth ? 1 : 0) + "</v></c>");
    }

    /** Writes a date, as text if it is before the first that all programs count alike. */
    public void date(LocalDate date) throws IOException {
        if (date.isBefore(FIRST_DAY)) {
            text(date.toString());
        } else {
            cell(Style.DATE, "><v>" + DAY_ZERO.until(date, ChronoUnit.DAYS) + "</v></c>");
        }
    }

    /**
     * Writes a date and time, as text if it is before the first that all programs count alike, or not of whole seconds.
     *
     * @param text what to write then
     */
    public void dateAndTime(LocalDateTime time, String text) throws IOException {
        if (time.toLocalDate().isBefore(FIRST_DAY) || !time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
            text(text);
        } else {
            double days = DAY_ZERO.until(time.toLocalDate(), ChronoUnit.DAYS);
            cell(
                    Style.DATE_AND_TIME,
                    "><v>" + (days + time.toLocalTime().toSecondOfDay() / SECONDS_OF_A_DAY) + "</v></c>");
        }
    }

    /** Leaves a cell empty. */
    public void nothing() {
        column++;
    }

    /** Ends a row. */
    public void endRow() throws IOException {
        requireRow();
        xml.write("</row>");
        inRow = false;
        column = 0;
    }

    /** How many texts were longer than a cell holds. */
    public long cutTexts() {
        return cutTexts;
    }

    void end() throws IOException {
        xml.write("</sheetData><ignoredErrors><ignoredError sqref=\"" + range()
                + "\" numberStoredAsText=\"1\"/></ignoredErrors><tableParts count=\"1\"><tablePart r:id=\"rId1\"/>"
                + "</tableParts></worksheet>");
    }

    /** The part of the workbook that makes the sheet a table, for programs that read it aloud or sort it. */
    String table(int id, String name) {
        StringBuilder table =
                new StringBuilder("<table xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" id=\"");
        table.append(id)
                .append("\" name=\"")
                .append(name)
                .append("\" displayName=\"")
                .append(name);
        table.append("\" ref=\"").append(range()).append(isEmpty() ? "\" insertRow=\"1" : "");
        table.append("\" totalsRowShown=\"0\"><autoFilter ref=\"")
                .append(range())
                .append("\"/>");
        table.append("<tableColumns count=\"").append(columns.size()).append("\">");
        for (int at = 0; at < columns.size(); at++) {
            table.append("<tableColumn id=\"").append(at + 1).append("\" name=\"");
            table.append(XmlText.of(columns.get(at).name())).append("\"/>");
        }
        return table.append("</tableColumns><tableStyleInfo name=\"TableStyleLight1\" showFirstColumn=\"0\""
                        + " showLastColumn=\"0\" showRowStripes=\"0\" showColumnStripes=\"0\"/></table>")
                .toString();
    }

    private void begin(boolean isFirst) throws IOException {
        xml.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetViews><sheetView"
                + (isFirst ? " tabSelected=\"1\"" : "")
                + " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                + "</sheetView></sheetViews><cols>");
        for (int at = 1; at <= columns.size(); at++) {
            xml.write("<col min=\"" + at + "\" max=\"" + at + "\" width=\""
                    + columns.get(at - 1).width() + "\" customWidth=\"1\"/>");
        }
        xml.write("</cols><sheetData>");
        for (Column each : columns) {
            cell(Style.HEADER, " t=\"inlineStr\"><is><t>" + XmlText.of(each.name()) + "</t></is></c>");
        }
        endRow();
    }

    private void requireRow() throws IOException {
        if (inRow) {
            return;
        }
        if (row == MOST_ROWS) {
            throw new IllegalStateException("More rows than a sheet holds");
        }
        inRow = true;
        row++;
        xml.write("<row r=\"");
        xml.write(Integer.toString(row));
        xml.write("\">");
    }

    private void cell(Style style, String rest) throws IOException {
        requireRow();
        xml.write("<c r=\"");
        xml.write(letters.get(column++));
        xml.write(Integer.toString(row));
        if (style != Style.GENERAL) {
            xml.write("\" s=\"");
            xml.write(style.number());
        }
        xml.write('"');
        xml.write(rest);
    }

    private String held(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        cutTexts++;
        int end = LONGEST_TEXT - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    private boolean isEmpty() {
        return row == 1;
    }

    /** A table has at least one row to fill in. */
    private String range() {
        return "A1:" + letters.get(letters.size() - 1) + Math.max(2, row);
    }

    private static String letters(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }
}
