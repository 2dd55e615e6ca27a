package uk.code4health.opendata.query.xlsx;

/** How a cell looks, each with the number by which cells name it: its place in the list. */
enum Style {
    /** As the program shows it; also of long texts, which some programs do not show in cells declared as text. */
    GENERAL("0", 0, ""),
    HEADER("1", 0, " fontId=\"1\" applyFont=\"1\""),
    /** Declared as text, so that a code stays one when somebody edits it. */
    TEXT("2", 49, ""),
    DATE("3", 164, ""),
    DATE_AND_TIME("4", 165, ""),
    /** Texts of several lines. */
    WRAPPED("5", 49, " applyAlignment=\"1\"");

    private final String number;
    private final int numberFormat;
    private final String more;

    Style(String number, int numberFormat, String more) {
        this.number = number;
        this.numberFormat = numberFormat;
        this.more = more;
    }

    String number() {
        return number;
    }

    /** The part of a workbook that says what the styles are. */
    static String sheet() {
        StringBuilder sheet =
                new StringBuilder("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                        + "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
                        + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/></numFmts>"
                        + "<fonts count=\"2\"><font><sz val=\"12\"/><name val=\"Arial\"/></font>"
                        + "<font><b/><sz val=\"12\"/><name val=\"Arial\"/></font></fonts>"
                        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
                        + "</cellStyleXfs><cellXfs count=\"" + values().length + "\">");
        for (Style style : values()) {
            sheet.append("<xf numFmtId=\"")
                    .append(style.numberFormat)
                    .append("\" fillId=\"0\" borderId=\"0\" xfId=\"0\"");
            sheet.append(style == HEADER ? "" : " fontId=\"0\"").append(style.more);
            sheet.append(style.numberFormat == 0 ? "" : " applyNumberFormat=\"1\"");
            sheet.append(style == WRAPPED ? "><alignment vertical=\"top\" wrapText=\"1\"/></xf>" : "/>");
        }
        return sheet.append("</cellXfs></styleSheet>").toString();
    }
}
