package uk.code4health.opendata.ingest;

import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.ForeignKey;
import uk.code4health.opendata.dataset.IdRange;

/** Looks up what staged records refer to in other datasets. What is not there is found, and stops nothing. */
final class References {

    private static final int EXAMPLES = 5;

    private final Dataset dataset;
    private final Staging staging;
    private final Findings findings;
    private long made;
    private long agreeing;

    References(Dataset dataset, Staging staging, Findings findings) {
        this.dataset = dataset;
        this.staging = staging;
        this.findings = findings;
    }

    /** How many comparisons were made. */
    long made() {
        return made;
    }

    long agreeing() {
        return agreeing;
    }

    /** Looks up what the records refer to, in the live editions of other datasets that are no samples. */
    void lookUp(Catalogue catalogue) {
        for (ForeignKey key : dataset.schema().foreignKeys()) {
            catalogue
                    .live(key.dataset())
                    .filter(referenced -> referenced.edition().isPresent()
                            && !referenced.edition().get().sample())
                    .ifPresent(referenced -> lookUp(key, referenced));
        }
    }

    private void lookUp(ForeignKey key, LiveDataset referenced) {
        List<Field<Object>> columns = staging.columns(key.fields());
        Table<Record> keys = staging.sql()
                .select(columns)
                .select(count().as("_times"), min(RecordsTable.ROW_ID).as("_first"))
                .from(RecordsTable.of(dataset))
                .where(staging.isStaged())
                .and(columns.stream().map(Field::isNotNull).reduce(DSL.noCondition(), Condition::and))
                .groupBy(columns)
                .asTable("k")
                .as("k");
        Table<Record> other = RecordsTable.of(referenced.dataset()).as("r");
        Condition same = inRanges(referenced.edition().orElseThrow().rows());
        for (int part = 0; part < columns.size(); part++) {
            uk.code4health.opendata.dataset.Field field = referenced
                    .dataset()
                    .schema()
                    .column(key.references().get(part))
                    .orElseThrow();
            same = same.and(DSL.field(DSL.name("r", field.name()), Object.class)
                    .eq(DSL.field(DSL.name("k", columns.get(part).getName()), Object.class)));
        }
        Condition isThere = DSL.exists(DSL.selectOne().from(other).where(same));
        Field<Long> times = DSL.field(DSL.name("k", "_times"), Long.class);
        Field<BigDecimal> all = sum(times);
        long records = staging.sql()
                .select(all)
                .from(keys)
                .fetchOptional(all)
                .map(BigDecimal::longValue)
                .orElse(0L);
        List<Record> unknown = new ArrayList<>(staging.sql()
                .select(DSL.asterisk())
                .from(keys)
                .where(not(isThere))
                .orderBy(DSL.field(DSL.name("k", "_first")))
                .fetch());
        long unresolved =
                unknown.stream().mapToLong(row -> row.get("_times", Long.class)).sum();
        made += records;
        agreeing += records - unresolved;
        unknown.stream()
                .limit(EXAMPLES)
                .forEach(row -> findings.reference(
                        staging.lineOf(row.get("_first", Long.class)),
                        String.join(",", key.fields()),
                        columns.stream()
                                .map(column -> String.valueOf(row.get(column.getName())))
                                .collect(joining(",")),
                        "This is not in " + referenced.dataset().id() + "; " + row.get("_times", Long.class)
                                + " records refer to it."));
        if (unknown.size() > EXAMPLES) {
            findings.reference(
                    staging.lineOf(unknown.get(EXAMPLES).get("_first", Long.class)),
                    String.join(",", key.fields()),
                    "",
                    (unknown.size() - EXAMPLES) + " more are not in "
                            + referenced.dataset().id() + ".");
        }
    }

    private static Condition inRanges(List<IdRange> ranges) {
        Field<Long> id = DSL.field(DSL.name("r", RecordsTable.ROW_ID.getName()), Long.class);
        return ranges.stream()
                .map(range -> id.ge(inline(range.first())).and(id.lt(inline(range.end()))))
                .reduce(DSL.falseCondition(), Condition::or);
    }
}
