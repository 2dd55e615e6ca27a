package uk.code4health.opendata.dataset;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * How releases of a dataset become what is served.
 *
 * @param sliceBy in period mode, the fields whose values name the slices that a release is the truth for
 * @param skipRows rows of the file that are no records, such as totals
 * @param alsoTitled other headers a field's column has had, by field name
 * @param maximumRejected the part of the rows, 0 to 1, that may be unreadable before a release is quarantined
 * @param fileSource where the file is found, and when to look
 */
public record Publication(
        Mode mode,
        List<String> sliceBy,
        List<SkipRows> skipRows,
        Map<String, List<String>> alsoTitled,
        BigDecimal maximumRejected,
        FileSource fileSource) {

    /** What a release replaces. */
    public enum Mode {
        /** Everything: the file is the whole. */
        SNAPSHOT,
        /** The slices it holds: usually the months. */
        PERIOD
    }

    /**
     * Rows to leave out and count.
     *
     * @param where field names and the text their cells must have, in any case
     */
    public record SkipRows(Map<String, String> where, String reason) {

        public SkipRows {
            where = Map.copyOf(where);
        }
    }

    public Publication {
        sliceBy = List.copyOf(sliceBy);
        skipRows = List.copyOf(skipRows);
        alsoTitled = Map.copyOf(alsoTitled);
    }
}
