package uk.code4health.opendata.query;

/** Text in CSV as a spreadsheet may read it: what it would run as a formula begins with an apostrophe, as it would show it. */
public final class SpreadsheetText {

    /** What takes the danger out of a formula. */
    public static final String MARK = "'";

    private SpreadsheetText() {}

    /** A text as it stands in a cell. */
    public static String of(String text) {
        return isFormula(text) ? MARK + text : text;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    }
}
