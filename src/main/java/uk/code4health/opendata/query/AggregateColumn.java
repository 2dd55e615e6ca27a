package uk.code4health.opendata.query;

import uk.code4health.opendata.dataset.FieldType;

/**
 * A column of an answer about groups.
 *
 * @param name as the answer has it
 * @param type of its values
 * @param expression how it is worked out from the records of a group
 */
record AggregateColumn(String name, FieldType type, org.jooq.Field<?> expression) {}
