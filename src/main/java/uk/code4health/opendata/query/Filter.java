package uk.code4health.opendata.query;

import java.util.List;
import uk.code4health.opendata.dataset.Field;

/**
 * A condition already checked against a schema: its field exists, its operator suits it, its values have its type.
 *
 * @param parameter the query parameter it came from
 */
record Filter(String parameter, Field field, Operator operator, List<Object> values) {

    Filter {
        values = List.copyOf(values);
    }
}
