package uk.code4health.opendata.query;

import static uk.code4health.opendata.catalogue.RecordsTable.column;

import java.math.BigDecimal;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.Publication.Bounds;
import uk.code4health.opendata.dataset.Publication.Disclosure;

/**
 * What the cells of a group that hold no value leave open about it.
 *
 * <p>A cell that is {@code not_applicable} leaves nothing open: there is no number that it lacks. A suppressed one is a number
 * between the bounds of the publisher's rule, if it is under that. Any other, with or without a status, may be any number that the field can hold: one
 * between the minimum and the maximum of the field, and where these are not declared nobody knows. A number that the publisher
 * has rounded was up to half a unit less or more.
 */
final class MissingCells {

    private final org.jooq.Field<Object> value;
    private final Optional<org.jooq.Field<Object>> status;
    private final Field field;
    private final Disclosure disclosure;
    private final Condition isUnderTheRule;

    MissingCells(Field field, Dataset dataset) {
        this.value = column(field);
        this.status = field.status().map(companion -> column(companion));
        this.field = field;
        this.disclosure = dataset.publication().disclosure();
        this.isUnderTheRule = DSL.and(disclosure.onlyWhere().entrySet().stream()
                .map(where -> column(dataset.schema().column(where.getKey()).orElseThrow())
                        .in(where.getValue().stream().map(DSL::inline).toList()))
                .toList());
    }

    /** Whether no cell of a group lacks a value that it should have. */
    org.jooq.Field<?> none() {
        return status.isPresent()
                ? DSL.coalesce(
                        DSL.not(DSL.boolOr(value.isNull().and(isNot(CellStatus.NOT_APPLICABLE)))), DSL.inline(true))
                : DSL.field(DSL.count(value).eq(DSL.count()));
    }

    /** Whether it is known between which numbers a suppressed one lies. */
    boolean areBounded() {
        return field.maySuppress() && disclosure.hidden().isPresent();
    }

    /** What the sum is at least; null where nobody knows, and where there is nothing to add up. */
    org.jooq.Field<?> lowestSum() {
        return sum(
                shown().minus(rounding()),
                bounds().lowest(),
                field.constraints().minimum());
    }

    /** What the sum is at most. */
    org.jooq.Field<?> highestSum() {
        return sum(
                shown().plus(rounding()),
                bounds().highest(),
                field.constraints().maximum());
    }

    private org.jooq.Field<BigDecimal> shown() {
        return value.cast(SQLDataType.NUMERIC);
    }

    private Bounds bounds() {
        return disclosure.hidden().orElseThrow();
    }

    private org.jooq.Field<?> sum(
            org.jooq.Field<BigDecimal> shown, BigDecimal suppressed, Optional<Comparable<Object>> unknown) {
        org.jooq.Field<BigDecimal> nothing = DSL.castNull(SQLDataType.NUMERIC);
        org.jooq.Field<BigDecimal> cell = DSL.when(value.isNotNull(), shown)
                .when(isHidden(), DSL.inline(suppressed))
                .when(is(CellStatus.NOT_APPLICABLE), nothing)
                .otherwise(
                        unknown.map(bound -> (org.jooq.Field<BigDecimal>) DSL.inline(new BigDecimal(bound.toString())))
                                .orElse(nothing));
        org.jooq.Field<BigDecimal> sum = Measure.trimmed(DSL.sum(cell));
        return unknown.isPresent()
                ? sum
                : DSL.when(DSL.boolOr(isUnknown()), nothing).otherwise(sum);
    }

    private Condition isUnknown() {
        return value.isNull().and(isNot(CellStatus.NOT_APPLICABLE)).andNot(DSL.coalesce(DSL.field(isHidden()), false));
    }

    /** Whether the publisher's rule says of a cell what it may have been. */
    private Condition isHidden() {
        return is(CellStatus.SUPPRESSED).and(isUnderTheRule);
    }

    private Condition is(CellStatus known) {
        return status.orElseThrow().eq(DSL.inline((Object) known.label()));
    }

    private Condition isNot(CellStatus known) {
        return status.orElseThrow().isDistinctFrom(DSL.inline((Object) known.label()));
    }

    /** By how much a number may be off that is a multiple of what the publisher rounds to. */
    private org.jooq.Field<BigDecimal> rounding() {
        org.jooq.Field<BigDecimal> exact = DSL.inline(BigDecimal.ZERO);
        return disclosure
                .roundedTo()
                .map(unit -> DSL.when(
                                DSL.function("mod", SQLDataType.NUMERIC, shown(), DSL.inline(unit))
                                        .eq(exact)
                                        .and(isUnderTheRule),
                                DSL.inline(unit.divide(BigDecimal.valueOf(2))))
                        .otherwise(exact))
                .orElse(exact);
    }
}
