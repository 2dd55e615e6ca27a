package uk.code4health.opendata.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import uk.code4health.opendata.dataset.Dataset;

/**
 * A question about groups of records that makes sense.
 *
 * @param records which are grouped; its limit and its cursor are of groups
 * @param groupings what the records of a group share; nothing to make one group of all
 * @param having what a group must fulfil, as its columns tell
 * @param sort before the columns of the groupings, which break ties
 */
record AggregateQuestion(
        Question records,
        List<Grouping> groupings,
        List<AskedMeasure> measures,
        Optional<Clause> having,
        List<AggregateSort> sort) {

    AggregateQuestion {
        groupings = List.copyOf(groupings);
        measures = List.copyOf(measures);
        sort = List.copyOf(sort);
    }

    /** The columns of the answer: those of the groupings, then those of the measures. */
    List<AggregateColumn> columns() {
        return columns(records.dataset(), groupings, measures);
    }

    /** The columns of an answer. */
    static List<AggregateColumn> columns(Dataset dataset, List<Grouping> groupings, List<AskedMeasure> measures) {
        List<AggregateColumn> columns = new ArrayList<>();
        groupings.forEach(grouping -> columns.add(grouping.column()));
        for (AskedMeasure measure : measures) {
            Set<String> taken = columns.stream().map(AggregateColumn::name).collect(Collectors.toSet());
            columns.addAll(measure.columns(dataset, taken));
        }
        return columns;
    }

    OptionalInt limit() {
        return records.limit();
    }

    /** How many groups come before those asked for. An edition never changes, so that this is a place for ever. */
    long place() {
        return records.after().map(Cursor::rowId).orElse(0L);
    }

    /** The place before which so many groups stand. */
    Cursor behind(long groups) {
        return new Cursor(records.edition().id(), fingerprint(), groups, null);
    }

    /** Which groups are meant, in which order: the same for all pages of a question. */
    String fingerprint() {
        return Question.digest(
                String.join(
                        "\n",
                        "aggregate",
                        records.fingerprint(),
                        groupings.toString(),
                        measures.toString(),
                        having.toString(),
                        sort.toString()),
                12);
    }

    /** Names the answer: two questions with the same one have the same answer, byte for byte. */
    String answerDigest(String service) {
        return Question.digest(String.join("\n", records.answerDigest(service), fingerprint()), 32);
    }
}
