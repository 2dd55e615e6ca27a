package uk.code4health.opendata.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place between two records of a question.
 *
 * @param edition id of the edition the first page was read from, which all pages are
 * @param question fingerprint of the question it belongs to
 * @param rowId the last record seen
 * @param sortValues canonical texts of what that record is sorted by, null where it has no value
 */
record Cursor(String edition, String question, long rowId, List<@Nullable String> sortValues) {

    Cursor {
        sortValues = Collections.unmodifiableList(new ArrayList<>(sortValues)); // holds nulls
    }
}
