package uk.code4health.opendata.query;

import java.util.Optional;
import uk.code4health.opendata.dataset.Field;

/**
 * A question for the different values of a field that makes sense.
 *
 * @param records whose values they are; its limit and its cursor are of values
 * @param prefix how the text of a value begins, in whatever case; no value has no text
 */
record ValuesQuestion(Question records, Field field, Optional<String> prefix, ValuesOrder order) {

    int limit() {
        return records.limit().orElseThrow();
    }

    /** How many values come before those asked for. An edition never changes, so that this is a place for ever. */
    long place() {
        return records.after().map(Cursor::rowId).orElse(0L);
    }

    /** The place before which so many values stand. */
    Cursor behind(long values) {
        return new Cursor(records.edition().id(), fingerprint(), values, null);
    }

    /** Which values are meant, in which order: the same for all pages of a question. */
    String fingerprint() {
        return Question.digest(
                String.join(
                        "\n",
                        "values",
                        records.fingerprint(),
                        field.name(),
                        order.label(),
                        prefix.map(text -> "prefix=" + text).orElse("")),
                12);
    }

    /** Names the answer: two questions with the same one have the same answer, byte for byte. */
    String answerDigest(String service) {
        return Question.digest(String.join("\n", records.answerDigest(service), fingerprint()), 32);
    }
}
