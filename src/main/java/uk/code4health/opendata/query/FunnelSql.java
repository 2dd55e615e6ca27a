package uk.code4health.opendata.query;

import static uk.code4health.opendata.catalogue.RecordsTable.SQL;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import uk.code4health.opendata.catalogue.RecordsTable;

/** Writes how many records of an edition conditions keep, in one statement that looks at each record once. */
final class FunnelSql {

    private static final String LOOKED_AT = "looked_at";

    private FunnelSql() {}

    /** For each condition how many records it keeps alone, then how many it and those before it keep. */
    static Query counts(Question question, List<Condition> conditions) {
        List<SelectField<?>> kept = new ArrayList<>();
        List<SelectField<?>> counts = new ArrayList<>();
        Condition together = DSL.noCondition();
        for (int place = 0; place < conditions.size(); place++) {
            kept.add(DSL.field(conditions.get(place)).as("k" + place));
            Condition alone = DSL.condition(DSL.field(DSL.name(LOOKED_AT, "k" + place), Boolean.class));
            together = together.and(alone);
            counts.add(count(alone));
            counts.add(count(together));
        }
        return SQL.select(counts)
                .from(SQL.select(kept)
                        .from(RecordsTable.of(question.dataset()))
                        .where(RecordsSql.inEdition(question.edition()))
                        .offset(DSL.inline(0)) // keeps PostgreSQL from working out each condition twice
                        .asTable(LOOKED_AT));
    }

    private static Field<Integer> count(Condition condition) {
        return DSL.count().filterWhere(condition);
    }
}
