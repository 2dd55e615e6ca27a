package uk.code4health.opendata.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A question about groups of records that makes sense.
 *
 * @param records which are grouped; its limit and its cursor are of groups
 * @param having what a group must fulfil, as its columns tell
 * @param sort before the columns of the groupings, which break ties
 */
record AggregateQuestion(Question records, Aggregation aggregation, Optional<Clause> having, List<AggregateSort> sort) {

    AggregateQuestion {
        sort = List.copyOf(sort);
    }

    /** What the records of a group share; nothing if one group has them all. */
    List<Grouping> groupings() {
        return aggregation.groupings();
    }

    List<AskedMeasure> measures() {
        return aggregation.measures();
    }

    /** The columns of the answer: those of the groupings, then those of the measures. */
    List<AggregateColumn> columns() {
        return aggregation.columns();
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
                        aggregation.toString(),
                        having.toString(),
                        sort.toString()),
                12);
    }

    /** Names the answer: two questions with the same one have the same answer, byte for byte. */
    String answerDigest(String service) {
        return Question.digest(String.join("\n", records.answerDigest(service), fingerprint()), 32);
    }
}
