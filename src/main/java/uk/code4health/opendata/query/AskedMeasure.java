package uk.code4health.opendata.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/**
 * A measure that was asked for, and what has to be said beside it.
 *
 * @param field what it is a measure of; nothing for a number of records
 */
record AskedMeasure(Measure measure, Optional<Field> field) {

    /**
     * Its columns: itself, then whether every record went into it, then between what a sum lies.
     *
     * @param taken the names that other columns have; where one of its own is among them, its own get a number
     */
    List<AggregateColumn> columns(Dataset dataset, Set<String> taken) {
        List<AggregateColumn> columns = columns(dataset, name());
        for (int again = 2; isTaken(columns, taken); again++) {
            columns = columns(dataset, name() + "_" + again);
        }
        return columns;
    }

    private static boolean isTaken(List<AggregateColumn> columns, Set<String> taken) {
        return columns.stream().map(AggregateColumn::name).anyMatch(taken::contains);
    }

    private String name() {
        return field.map(of -> of.name() + "_" + measure.label()).orElse(measure.label());
    }

    private List<AggregateColumn> columns(Dataset dataset, String name) {
        if (field.isEmpty()) {
            return List.of(new AggregateColumn(name, FieldType.INTEGER, Measure.ofRecords()));
        }
        Field of = field.get();
        List<AggregateColumn> columns = new ArrayList<>();
        columns.add(new AggregateColumn(name, measure.resultType(of), measure.of(of)));
        if (mayLackValues(dataset, of)) {
            MissingCells missing = new MissingCells(of, dataset);
            columns.add(new AggregateColumn(name + "_complete", FieldType.BOOLEAN, missing.none()));
            if (measure == Measure.SUM && missing.areBounded()) {
                columns.add(new AggregateColumn(name + "_low", FieldType.NUMBER, missing.lowestSum()));
                columns.add(new AggregateColumn(name + "_high", FieldType.NUMBER, missing.highestSum()));
            }
        }
        return columns;
    }

    /** A status companion that is null lacks nothing: there is nothing to say. */
    private static boolean mayLackValues(Dataset dataset, Field field) {
        return dataset.schema().published().contains(field)
                && !field.constraints().required();
    }

    /** As it is asked for. */
    @Override
    public String toString() {
        return measure.asked(field.map(Field::name).orElse(""));
    }
}
