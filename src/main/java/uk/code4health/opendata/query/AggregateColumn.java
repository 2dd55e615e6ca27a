package uk.code4health.opendata.query;

import uk.code4health.opendata.dataset.Constraints;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.NumberLayout;

/**
 * A column of an answer about groups.
 *
 * @param name as the answer has it
 * @param type of its values
 * @param expression how it is worked out from the records of a group
 */
record AggregateColumn(String name, FieldType type, org.jooq.Field<?> expression) {

    /** A field may have so long a name, and a column a longer one. */
    private static final int LONGEST_NAME = 59;

    /** The column as a field whose values are asked for. */
    Field asField() {
        return new Field(
                shortName(),
                name,
                "",
                type,
                "default",
                NumberLayout.PLAIN,
                Constraints.NONE,
                Field.BLANK_IS_MISSING);
    }

    private String shortName() {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME).replaceFirst("_+$", "");
    }
}
