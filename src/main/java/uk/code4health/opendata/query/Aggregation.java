package uk.code4health.opendata.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import uk.code4health.opendata.dataset.Dataset;

/**
 * By what records of a dataset are grouped, and what is measured of the groups; every question that asks for the same has the
 * same one.
 */
final class Aggregation {

    private final List<Grouping> groupings;
    private final List<AskedMeasure> measures;
    private final List<AggregateColumn> columns;

    /**
     * @param groupings what the records of a group share; nothing to make one group of all
     */
    Aggregation(Dataset dataset, List<Grouping> groupings, List<AskedMeasure> measures) {
        this.groupings = List.copyOf(groupings);
        this.measures = List.copyOf(measures);
        List<AggregateColumn> all = new ArrayList<>();
        groupings.forEach(grouping -> all.add(grouping.column()));
        for (AskedMeasure measure : measures) {
            Set<String> taken = all.stream().map(AggregateColumn::name).collect(Collectors.toSet());
            all.addAll(measure.columns(dataset, taken));
        }
        this.columns = List.copyOf(all);
    }

    List<Grouping> groupings() {
        return groupings;
    }

    List<AskedMeasure> measures() {
        return measures;
    }

    /** The columns of the answer: those of the groupings, then those of the measures. */
    List<AggregateColumn> columns() {
        return columns;
    }

    /** As it is asked for. */
    @Override
    public String toString() {
        return groupings + "\n" + measures;
    }
}
