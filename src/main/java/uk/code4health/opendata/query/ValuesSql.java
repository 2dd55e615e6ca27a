package uk.code4health.opendata.query;

import static uk.code4health.opendata.catalogue.RecordsTable.SQL;
import static uk.code4health.opendata.catalogue.RecordsTable.column;

import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/** Writes a {@link ValuesQuestion} as SQL: every name is a registered field's, every value a bind. */
final class ValuesSql {

    private ValuesSql() {}

    /**
     * The values asked for: each value, how many records have it, and how many values there are in all. It needs no column
     * but the field and those of the conditions, so that an index on the field and the row id can answer it alone. What it
     * selects has names that no field has, as PostgreSQL sorts by these before columns.
     */
    static Query values(ValuesQuestion question) {
        Question records = question.records();
        org.jooq.Field<Object> column = column(question.field());
        return SQL.select(
                        shown(question.field()).as("_value"),
                        DSL.count().as("_records"),
                        DSL.count().over().as("_values"))
                .from(RecordsTable.of(records.dataset()))
                .where(RecordsSql.inEdition(records.edition()))
                .and(RecordsSql.matching(records.filters()))
                .and(question.prefix()
                        .map(prefix -> beginsWith(question.field(), prefix))
                        .orElse(DSL.noCondition()))
                .groupBy(column)
                .orderBy(question.order().by(column))
                .limit(question.limit())
                .offset(question.place());
    }

    /** Numbers that differ only in zeros at their end are one value, and it is not left to chance which is shown. */
    private static org.jooq.Field<?> shown(Field field) {
        org.jooq.Field<Object> column = column(field);
        return field.type() == FieldType.NUMBER ? DSL.function("trim_scale", SQLDataType.NUMERIC, column) : column;
    }

    private static Condition beginsWith(Field field, String prefix) {
        return text(field).collate(DSL.collation(DSL.name("default"))).startsWithIgnoreCase(prefix);
    }

    /** The canonical text of a value. */
    private static org.jooq.Field<String> text(Field field) {
        if (field.type().isText()) {
            return column(field).coerce(String.class);
        }
        org.jooq.Field<String> text = shown(field).cast(SQLDataType.CLOB);
        return field.type() == FieldType.DATETIME ? DSL.replace(text, DSL.inline(" "), DSL.inline("T")) : text;
    }
}
