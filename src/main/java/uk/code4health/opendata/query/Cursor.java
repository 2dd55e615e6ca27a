package uk.code4health.opendata.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place between two records of a question, or between two values of one for values.
 *
 * @param edition id of the edition the first page was read from, which all pages are
 * @param question fingerprint of the question it belongs to
 * @param rowId the last record seen; of values, how many were seen
 * @param sortValues canonical texts of what that record is sorted by, null where it has no value; null altogether where
 *     they were too long to be carried, and are to be read from the record
 */
record Cursor(
        String edition,
        String question,
        long rowId,
        @Nullable List<@Nullable String> sortValues) {

    Cursor {
        sortValues =
                sortValues == null ? null : Collections.unmodifiableList(new ArrayList<>(sortValues)); // holds nulls
    }

    /** The same place, by its record alone. */
    Cursor withoutSortValues() {
        return new Cursor(edition, question, rowId, null);
    }
}
