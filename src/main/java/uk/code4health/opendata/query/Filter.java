package uk.code4health.opendata.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Field;

/**
 * A condition already checked against a schema: its field exists, its operator suits it, its values have its type.
 *
 * @param parameter the query parameter it came from
 */
record Filter(String parameter, Field field, Operator operator, List<Object> values) implements Criterion {

    Filter {
        values = List.copyOf(values);
    }

    @Override
    public Condition condition() {
        return operator.on(RecordsTable.column(field), values);
    }

    @Override
    public String key() {
        return field + "__" + operator.suffix() + "="
                + values.stream()
                        .map(Object::toString)
                        .map(Criterion::lengthened)
                        .collect(Collectors.joining(","));
    }

    @Override
    public String sentence() {
        return Wording.of(field.name(), operator, values);
    }

    @Override
    public Stream<Filter> asked() {
        return operator == Operator.EQ || operator == Operator.IN ? Stream.of(this) : Stream.empty();
    }
}
