package uk.code4health.opendata.query;

import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Field;

/**
 * What a name in a {@link Clause} stands for.
 *
 * @param field its name and the type of its values
 * @param column where its values are in SQL
 */
record WhereColumn(Field field, org.jooq.Field<Object> column) {

    /** The column of a field of a dataset. */
    static WhereColumn of(Field field) {
        return new WhereColumn(field, RecordsTable.column(field));
    }

    String name() {
        return field.name();
    }
}
