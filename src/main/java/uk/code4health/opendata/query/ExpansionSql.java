package uk.code4health.opendata.query;

import static org.jooq.impl.DSL.name;
import static uk.code4health.opendata.catalogue.RecordsTable.ROW_ID;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Dataset;

/** Writes an {@link Expansion} as SQL: a query within the row, for the first record that the row's key names. */
final class ExpansionSql {

    private static final String OTHER = "_other";
    private static final String RECORD = "_record";

    private ExpansionSql() {}

    /** The record as JSON; null where there is none. */
    static Field<JSON> record(Dataset dataset, Expansion expansion) {
        return expansion
                .edition()
                .map(edition -> record(dataset, expansion, edition))
                .orElse(DSL.inline(null, SQLDataType.JSON));
    }

    private static Field<JSON> record(Dataset dataset, Expansion expansion, Edition edition) {
        var other = RecordsTable.of(expansion.dataset()).as(OTHER);
        List<SelectField<?>> columns = new ArrayList<>();
        expansion.columns().forEach(column -> columns.add(of(other.getName(), column.name())));
        var record = DSL.select(columns)
                .from(other)
                .where(isNamed(dataset, expansion))
                .and(RecordsSql.in(edition.rows(), rowId()))
                .orderBy(rowId())
                .limit(DSL.inline(1))
                .asTable(RECORD);
        return DSL.field(DSL.select(DSL.field("row_to_json({0})", SQLDataType.JSON, name(RECORD)))
                .from(record));
    }

    /** A key of which a part has no value names no record. */
    private static Condition isNamed(Dataset dataset, Expansion expansion) {
        List<Condition> parts = new ArrayList<>();
        for (int part = 0; part < expansion.key().fields().size(); part++) {
            Field<Object> own = DSL.field(RecordsTable.of(dataset)
                    .getQualifiedName()
                    .append(name(expansion.key().fields().get(part))));
            parts.add(of(OTHER, expansion.key().references().get(part)).eq(own));
        }
        return DSL.and(parts);
    }

    private static Field<Long> rowId() {
        return DSL.field(name(OTHER, ROW_ID.getName()), Long.class);
    }

    private static Field<Object> of(String table, String column) {
        return DSL.field(name(table, column));
    }
}
