package uk.code4health.opendata.ingest;

import java.util.Arrays;

/** On which line of the file each record begins; kept only where a record does not begin on the line after the one before. */
final class LineIndex {

    private long[] places = new long[16];
    private long[] lines = new long[16];
    private int size;
    private long lastLine = Long.MIN_VALUE;

    /** @param place of the record among the records, from 0; they come in order */
    void add(long place, long line) {
        if (line != lastLine + 1) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                lines = Arrays.copyOf(lines, size * 2);
            }
            places[size] = place;
            lines[size++] = line;
        }
        lastLine = line;
    }

    long lineOf(long place) {
        int found = Arrays.binarySearch(places, 0, size, place);
        int at = found >= 0 ? found : -found - 2;
        return lines[at] + place - places[at];
    }
}
