package uk.code4health.opendata.dataset;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the publisher writes the file.
 *
 * @param encoding of a CSV
 * @param header whether there are rows that hold the fields' titles; without them fields are taken by position
 * @param headerRows the numbers of those rows, from 1; what stands above the first is a preface
 * @param headerJoin what stands between the parts of a title that is spread over several rows
 * @param member which file of a ZIP, as a glob over its name, where there are several
 * @param occurrences by field name, which of several columns with its title it is, from 1
 * @param sheets the sheets of a workbook that together are the table; for a CSV, one that names nothing
 */
public record FileLayout(
        Format format,
        Charset encoding,
        boolean header,
        List<Integer> headerRows,
        String headerJoin,
        char delimiter,
        char quote,
        Optional<String> member,
        Map<String, Integer> occurrences,
        List<Sheet> sheets) {

    /** What the file is when its container has been taken off. */
    public enum Format {
        CSV,
        XLSX,
        XLS
    }

    /**
     * A sheet of a workbook.
     *
     * @param name its name, in any case; the first sheet where neither name nor number are given
     * @param number its place, from 1
     * @param headerRows where it differs from the file's
     * @param values of fields that have no column in the sheet, by field name, as a cell would hold them
     */
    public record Sheet(
            Optional<String> name, Optional<Integer> number, List<Integer> headerRows, Map<String, String> values) {

        public static final Sheet FIRST = new Sheet(Optional.empty(), Optional.empty(), List.of(), Map.of());

        public Sheet {
            headerRows = List.copyOf(headerRows);
            values = Map.copyOf(values);
        }
    }

    public FileLayout {
        headerRows = List.copyOf(headerRows);
        occurrences = Map.copyOf(occurrences);
        sheets = List.copyOf(sheets);
    }

    /** Comma-separated values of one header row. */
    public static FileLayout csv(Charset encoding) {
        return new FileLayout(
                Format.CSV,
                encoding,
                true,
                List.of(1),
                " ",
                ',',
                '"',
                Optional.empty(),
                Map.of(),
                List.of(Sheet.FIRST));
    }

    /** The rows of a sheet that hold titles. */
    public List<Integer> headerRowsOf(Sheet sheet) {
        if (!header) {
            return List.of();
        }
        return sheet.headerRows().isEmpty() ? headerRows : sheet.headerRows();
    }
}
