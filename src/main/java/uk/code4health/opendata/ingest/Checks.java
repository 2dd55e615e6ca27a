package uk.code4health.opendata.ingest;

import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.ForeignKey;
import uk.code4health.opendata.dataset.IdRange;
import uk.code4health.opendata.dataset.Publication;

/**
 * What staged records are compared with: the publisher's own totals in the same file, and the datasets that they refer to.
 * What does not agree is found, and stops nothing.
 */
final class Checks {

    private static final int EXAMPLES = 5;

    /** Of sums of fractions, so many digits are the same whoever adds them up. */
    private static final MathContext DIGITS_OF_A_SUM = new MathContext(10);

    private final Dataset dataset;
    private final Staging staging;
    private final Findings findings;
    private long made;
    private long agreeing;

    Checks(Dataset dataset, Staging staging, Findings findings) {
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

    /** Compares the sums of the records with the totals that stand in the file. */
    void compareWith(List<Totals.Total> totals) {
        Map<Publication.SkipRows, List<Totals.Total>> byRule = new HashMap<>();
        totals.forEach(total ->
                byRule.computeIfAbsent(total.rule(), rule -> new ArrayList<>()).add(total));
        byRule.forEach(this::compareWith);
    }

    private void compareWith(Publication.SkipRows rule, List<Totals.Total> totals) {
        List<String> fields = totals.stream()
                .flatMap(total -> total.sums().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        if (fields.isEmpty()) {
            return;
        }
        List<Field<Object>> within = staging.columns(rule.totalWithin());
        List<SelectField<?>> asked = new ArrayList<>(within);
        for (Field<Object> field : staging.columns(fields)) {
            asked.add(sum(field.cast(BigDecimal.class)).as(field.getName()));
        }
        Map<List<Object>, Record> groups = new HashMap<>();
        staging.sql()
                .select(asked)
                .from(RecordsTable.of(dataset))
                .where(staging.isStaged())
                .groupBy(within.isEmpty() ? List.of(DSL.field("()")) : within)
                .forEach(group -> groups.put(within.stream().map(group::get).toList(), group));
        for (Totals.Total total : totals) {
            List<Object> key = rule.totalWithin().stream()
                    .map(field -> total.within().get(field))
                    .toList();
            Record group = groups.get(key);
            if (group != null) {
                total.sums()
                        .forEach((field, value) -> compare(total, field, value, group.get(field, BigDecimal.class)));
            }
        }
    }

    private void compare(Totals.Total total, String field, BigDecimal published, BigDecimal summed) {
        made++;
        if (summed != null && isSame(published, summed)) {
            agreeing++;
        } else if (!hasSuppressed(field)) {
            findings.total(
                    total.line(),
                    field,
                    "The publisher's total is " + published.toPlainString() + "; the records add up to "
                            + (summed == null ? "nothing" : summed.toPlainString()) + ".");
        } else {
            made--; // what is suppressed is missing from the sum
        }
    }

    private boolean hasSuppressed(String field) {
        return dataset.schema().column(field).orElseThrow().statuses().contains(CellStatus.SUPPRESSED.label());
    }

    private static boolean isSame(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0 || one.round(DIGITS_OF_A_SUM).compareTo(other.round(DIGITS_OF_A_SUM)) == 0;
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
