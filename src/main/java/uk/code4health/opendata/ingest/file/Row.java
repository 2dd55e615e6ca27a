package uk.code4health.opendata.ingest.file;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A row as the publisher wrote it. */
public final class Row {

    private final long line;
    private final long number;
    private final String[] cells;

    /**
     * @param line the line of the text on which it begins, or the number of the row in its sheet; from 1
     * @param number its place among the rows of its file or sheet, from 1
     */
    public Row(long line, long number, List<String> cells) {
        this(line, number, cells.toArray(String[]::new));
    }

    /** Takes the array over. */
    Row(long line, long number, String[] cells) {
        this.line = line;
        this.number = number;
        this.cells = cells;
    }

    /** The line of the text on which it begins, or the number of the row in its sheet; from 1. */
    public long line() {
        return line;
    }

    /** Its place among the rows of its file or sheet, from 1. */
    public long number() {
        return number;
    }

    public List<String> cells() {
        return Collections.unmodifiableList(Arrays.asList(cells));
    }

    /** How many cells it has. */
    public int width() {
        return cells.length;
    }

    /** The cell of a column, from 0; empty beyond the last. */
    public String cell(int column) {
        return column < cells.length ? cells[column] : "";
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
