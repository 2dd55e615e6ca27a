package uk.code4health.opendata.ingest.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.Arrays;

/** Makes rows of what the CSV reader finds, without making every cell's text anew. */
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<Row> {

    private static final int MOST_CELLS = 1 << 14;
    private static final int MOST_CHARACTERS = 64 << 20;

    private final CellTexts texts = new CellTexts();
    private String[] cells = new String[32];
    private int characters;
    private long number;

    @Override
    protected void handleBegin(long line) {
        characters = 0;
    }

    @Override
    protected void handleField(int column, char[] chars, int from, int length, boolean quoted) {
        if (column == cells.length) {
            if (column == MOST_CELLS) {
                throw new CsvParseException("Record starting at line " + getStartingLineNumber()
                        + " has surpassed the maximum limit of " + MOST_CELLS + " fields");
            }
            cells = Arrays.copyOf(cells, 2 * column);
        }
        characters += length;
        if (characters > MOST_CHARACTERS) {
            throw new CsvParseException("Record starting at line " + getStartingLineNumber()
                    + " exceeds the max record size of " + MOST_CHARACTERS + " characters");
        }
        cells[column] = texts.of(chars, from, length);
    }

    @Override
    protected void handleEmpty() {
        cells[0] = "";
    }

    @Override
    protected Row buildRecord() {
        return new Row(getStartingLineNumber(), ++number, Arrays.copyOf(cells, getFieldCount()));
    }
}
