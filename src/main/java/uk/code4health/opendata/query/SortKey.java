package uk.code4health.opendata.query;

import uk.code4health.opendata.dataset.Field;

/** A field to sort by. Records without a value come last in both directions. */
record SortKey(Field field, boolean descending) {

    @Override
    public String toString() {
        return (descending ? "-" : "") + field.name();
    }
}
