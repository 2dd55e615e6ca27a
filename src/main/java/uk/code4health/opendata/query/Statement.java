package uk.code4health.opendata.query;

import java.util.Collections;
import java.util.List;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * SQL to run, and what to bind to its question marks.
 *
 * @param values in the order of the question marks
 */
record Statement(String sql, List<@Nullable Object> values) {

    Statement {
        values = Collections.unmodifiableList(values); // may hold nulls
    }

    static Statement of(Query query) {
        return new Statement(query.getSQL(), query.getBindValues());
    }
}
