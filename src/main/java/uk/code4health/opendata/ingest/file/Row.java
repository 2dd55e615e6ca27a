package uk.code4health.opendata.ingest.file;

import java.util.List;

/**
 * A row as the publisher wrote it.
 *
 * @param line the line of the text on which it begins, or the number of the row in its sheet; from 1
 * @param number its place among the rows of its file or sheet, from 1
 */
public record Row(long line, long number, List<String> cells) {

    /** The cell of a column, from 0; empty beyond the last. */
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    public boolean isBlank() {
        for (String cell : cells) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }
}
