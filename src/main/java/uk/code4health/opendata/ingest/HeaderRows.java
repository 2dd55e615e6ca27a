package uk.code4health.opendata.ingest;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.code4health.opendata.dataset.FileLayout;
import uk.code4health.opendata.ingest.file.Row;
import uk.code4health.opendata.platform.Problem;

/** What stands above the records of a sheet: a preface, and the rows that together make the header. */
final class HeaderRows {

    private final FileLayout file;
    private final List<Integer> numbers;
    private final Map<Long, Row> rows = new TreeMap<>();

    HeaderRows(FileLayout file, FileLayout.Sheet sheet) {
        this.file = file;
        this.numbers = file.headerRowsOf(sheet);
    }

    /** Whether a row stands above the records; it is kept. */
    boolean takes(Row row) {
        if (numbers.isEmpty() || row.number() > numbers.get(numbers.size() - 1)) {
            return false;
        }
        rows.put(row.number(), row);
        return true;
    }

    /** The rows above the records, from the first. */
    Collection<Row> preface() {
        return rows.values();
    }

    /** A cell above the records, empty where nothing was written. */
    String cell(int row, int column) {
        Row above = rows.get((long) row);
        return above == null ? "" : above.cell(column).strip();
    }

    /**
     * The title of each column.
     *
     * @throws LoadRefused if nothing stands where the header should
     */
    List<String> titles() {
        int width = numbers.stream().mapToInt(this::width).max().orElse(0);
        List<String> titles = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            titles.add(title(column));
        }
        if (titles.stream().allMatch(String::isBlank)) {
            throw new LoadRefused(
                    rows.isEmpty() ? Problem.NO_RECORDS : Problem.LAYOUT_CHANGED,
                    "Nothing stands in row "
                            + String.join(
                                    " and ",
                                    numbers.stream().map(String::valueOf).toList())
                            + ", where the manifest says that the titles of the columns are.");
        }
        return titles;
    }

    /** Tables that are stacked in one sheet repeat their header. */
    boolean isRepeatedBy(Row row) {
        for (Integer number : numbers) {
            Row header = rows.get((long) number);
            if (header != null && isSame(header, row)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Row header, Row row) {
        boolean isSame = false;
        for (int at = 0; at < Math.max(header.width(), row.width()); at++) {
            String title = header.cell(at);
            if (!title.equals(row.cell(at))) {
                return false; // the first cell tells nearly always
            }
            isSame = isSame || !title.isBlank();
        }
        return isSame;
    }

    private String title(int column) {
        if (cell(numbers.get(numbers.size() - 1), column).isBlank()) {
            return titleOverAllRows(column);
        }
        StringBuilder title = new StringBuilder();
        for (int at = 0; at < numbers.size(); at++) {
            boolean isGroup = at < numbers.size() - 1;
            String part = isGroup ? groupOver(numbers.get(at), column) : cell(numbers.get(at), column);
            if (!part.isBlank()) {
                title.append(title.isEmpty() ? "" : file.headerJoin()).append(KeptText.of(part));
            }
        }
        return title.toString();
    }

    /** Cells that are merged from above down to the last row of the header have their text in the first of them. */
    private String titleOverAllRows(int column) {
        return numbers.stream()
                .map(number -> cell(number, column))
                .filter(text -> !text.isBlank())
                .map(KeptText::of)
                .collect(joining(file.headerJoin()));
    }

    /** A title over several columns stands in the first of them. */
    private String groupOver(int row, int column) {
        for (int at = column; at >= 0; at--) {
            if (!cell(row, at).isBlank()) {
                return cell(row, at);
            }
        }
        return "";
    }

    private int width(int number) {
        Row row = rows.get((long) number);
        return row == null ? 0 : row.width();
    }
}
