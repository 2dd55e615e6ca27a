package uk.code4health.opendata.query;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;

/**
 * SQL to run over the records of a dataset, and what to bind to its question marks.
 *
 * @param values in the order of the question marks
 */
record Statement(Dataset dataset, String sql, List<@Nullable Object> values) {

    Statement {
        values = Collections.unmodifiableList(values); // may hold nulls
    }

    /** Puts the values in their places. */
    void bind(PreparedStatement prepared) throws SQLException {
        int place = 1;
        for (Object value : values) {
            prepared.setObject(place++, value);
        }
    }

    static Statement of(Dataset dataset, Query query) {
        return new Statement(dataset, query.getSQL(), query.getBindValues());
    }
}
