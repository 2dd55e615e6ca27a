package uk.code4health.opendata.query;

import java.util.Optional;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/** What the records of a group share: the value of a field, or the stretch of time that it lies in. */
record Grouping(Field field, Optional<Bucket> bucket) {

    AggregateColumn column() {
        return bucket.map(time -> new AggregateColumn(field.name() + "_" + time.label(), time.type(), time.of(field)))
                .orElseGet(() -> new AggregateColumn(field.name(), field.type(), value(field)));
    }

    /** Numbers that differ only in zeros at their end are one value, and it is not left to chance which is shown. */
    private static org.jooq.Field<?> value(Field field) {
        org.jooq.Field<Object> column = RecordsTable.column(field);
        return field.type() == FieldType.NUMBER ? DSL.function("trim_scale", SQLDataType.NUMERIC, column) : column;
    }

    /** As it is asked for. */
    @Override
    public String toString() {
        return bucket.map(time -> time.label() + "(" + field + ")").orElse(field.name());
    }
}
