package uk.code4health.opendata.ingest.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the rows of a CSV end before its end, for a data officer: the reader says so to programmers. */
enum CsvFault {
    NEVER_CLOSED(
            "Unclosed quoted field",
            "opens a quotation mark that is never closed, so that the rest of the file would be one cell"),
    TOO_LONG(
            "maximum buffer size",
            "has a cell of more than " + (CsvFile.LONGEST_CELL >> 20)
                    + " million characters. A quotation mark that is opened and not closed is the usual cause"),
    AFTER_QUOTE(
            "Unexpected character after closing quote",
            "goes on after a closing quotation mark, where the cell should end. A quotation mark inside a cell is written"
                    + " twice, and one that is opened must be closed"),
    TOO_MANY_CELLS("maximum limit of", "has more cells than any table, over 16,000"),
    OTHER("", "cannot be divided into cells");

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final String asTheReaderSaysIt;
    private final String sentence;

    CsvFault(String asTheReaderSaysIt, String sentence) {
        this.asTheReaderSaysIt = asTheReaderSaysIt;
        this.sentence = sentence;
    }

    static FileUnreadable of(CsvParseException malformed) {
        String message = String.valueOf(malformed.getMessage());
        Matcher line = LINE.matcher(message);
        String row = line.find() ? "The row that begins at line " + line.group(1) : "A row";
        for (CsvFault fault : values()) {
            if (message.contains(fault.asTheReaderSaysIt)) {
                return new FileUnreadable("It is not well-formed CSV. " + row + " " + fault.sentence + ".", malformed);
            }
        }
        throw new IllegalStateException("OTHER is always found", malformed);
    }
}
