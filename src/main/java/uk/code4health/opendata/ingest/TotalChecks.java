package uk.code4health.opendata.ingest;

import static java.util.stream.Collectors.groupingBy;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Publication;
import uk.code4health.opendata.governance.Disclosure;
import uk.code4health.opendata.governance.GivenAway;
import uk.code4health.opendata.governance.GroupMembers;

/**
 * Compares the publisher's totals with the staged records that they are the totals of: whether these add up to them, and
 * whether a total gives away what is suppressed among these. A total that is rounded by itself does neither.
 */
final class TotalChecks {

    private static final int GROUPS_AT_A_TIME = 1_000;

    /** Columns that are asked of a group for every field: the sum, how many are suppressed, and the first of these. */
    private static final int COLUMNS_OF_A_FIELD = 3;

    /** Of sums of fractions, so many digits are the same whoever adds them up. */
    private static final MathContext DIGITS_OF_A_SUM = new MathContext(10);

    private record Mismatch(long line, String field, BigDecimal published, Optional<BigDecimal> summed) {}

    private final Dataset dataset;
    private final Staging staging;
    private final GivenAway givenAway;
    private final List<Mismatch> mismatches = new ArrayList<>();
    private long made;
    private long agreeing;

    TotalChecks(Dataset dataset, Staging staging) {
        this.dataset = dataset;
        this.staging = staging;
        this.givenAway = new GivenAway(dataset.publication().disclosure().hidden());
    }

    /** How many comparisons were made. */
    long made() {
        return made;
    }

    long agreeing() {
        return agreeing;
    }

    /** Suppressed cells that the totals give away. */
    List<Disclosure> givenAway() {
        return givenAway.findings();
    }

    /** Tells which totals are not the sums of the records. */
    void tell(Findings findings) {
        mismatches.stream()
                .sorted(Comparator.comparingLong(Mismatch::line).thenComparing(Mismatch::field))
                .forEach(mismatch -> findings.total(
                        mismatch.line(),
                        mismatch.field(),
                        "The publisher's total is " + mismatch.published().toPlainString() + "; the records add up to "
                                + mismatch.summed()
                                        .map(BigDecimal::toPlainString)
                                        .orElse("nothing") + "."));
    }

    /** Compares all totals. To be asked once, when all records are staged. */
    void compare(List<Totals.Total> totals) {
        totals.stream()
                .collect(groupingBy(Totals.Total::rule, LinkedHashMap::new, groupingBy(Totals.Total::group)))
                .forEach(this::compare);
    }

    private void compare(Publication.SkipRows rule, Map<List<Object>, List<Totals.Total>> totals) {
        List<String> fields = totals.values().stream()
                .flatMap(List::stream)
                .flatMap(total -> total.sums().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        if (fields.isEmpty()) {
            return;
        }
        List<Field<Object>> within = staging.columns(rule.totalWithin());
        List<SelectField<?>> asked = new ArrayList<>(within);
        fields.forEach(field -> asked.addAll(membersOf(field)));
        try (Cursor<Record> groups = staging.sql()
                .select(asked)
                .from(RecordsTable.of(dataset))
                .where(staging.isStaged())
                .groupBy(within.isEmpty() ? List.of(DSL.field("()")) : within)
                .fetchSize(GROUPS_AT_A_TIME)
                .fetchLazy()) {
            for (Record group : groups) {
                List<Object> key = within.stream().map(group::get).toList();
                totals.getOrDefault(key, List.of()).forEach(total -> compare(total, fields, group, within.size()));
            }
        }
    }

    private List<SelectField<?>> membersOf(String field) {
        Field<Object> column = staging.columns(List.of(field)).get(0);
        Condition isSuppressed = maySuppress(field)
                ? staging.columns(List.of(field + "_status")).get(0).eq(inline((Object) CellStatus.SUPPRESSED.label()))
                : falseCondition();
        return List.of(
                sum(column.cast(BigDecimal.class)),
                count().filterWhere(isSuppressed),
                min(RecordsTable.ROW_ID).filterWhere(isSuppressed));
    }

    private void compare(Totals.Total total, List<String> fields, Record group, int keys) {
        for (int at = 0; at < fields.size(); at++) {
            String field = fields.get(at);
            BigDecimal published = total.sums().get(field);
            if (published != null && !dataset.publication().disclosure().mayBeRounded(published)) {
                int first = keys + at * COLUMNS_OF_A_FIELD;
                Optional<BigDecimal> summed = Optional.ofNullable(group.get(first, BigDecimal.class));
                long suppressed = group.get(first + 1, Long.class);
                compare(total, field, published, summed, suppressed > 0);
                if (suppressed > 0) {
                    long line = staging.lineOf(group.get(first + 2, Long.class));
                    givenAway.total(
                            field, published, new GroupMembers(summed.orElse(BigDecimal.ZERO), suppressed, line));
                }
            }
        }
    }

    /** Where cells are suppressed these are missing from the sum, and the difference would tell what they are. */
    private void compare(
            Totals.Total total,
            String field,
            BigDecimal published,
            Optional<BigDecimal> summed,
            boolean hasSuppressed) {
        if (summed.filter(sum -> isSame(published, sum)).isPresent()) {
            made++;
            agreeing++;
        } else if (!hasSuppressed) {
            made++;
            mismatches.add(new Mismatch(total.line(), field, published, summed));
        }
    }

    private boolean maySuppress(String field) {
        return dataset.schema().column(field).orElseThrow().maySuppress();
    }

    private static boolean isSame(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0 || one.round(DIGITS_OF_A_SUM).compareTo(other.round(DIGITS_OF_A_SUM)) == 0;
    }
}
