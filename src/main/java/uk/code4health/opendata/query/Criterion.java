package uk.code4health.opendata.query;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;

/**
 * What keeps some records and leaves others, checked against a schema. All criteria of a question must hold. A record
 * without a value fulfils no criterion on that value, nor its opposite.
 */
sealed interface Criterion permits Filter, Search, WhereClause {

    /** The query parameter it came from. */
    String parameter();

    Condition condition();

    /** The criterion as text, for a key: no other criterion has the same. */
    String key();

    /** In plain English, as a part of a sentence: {@code status is 'A'}. */
    String sentence();

    /** The criteria that it is made of, all of which must hold. */
    default List<? extends Criterion> parts() {
        return List.of(this);
    }

    /** The conditions in it that ask for certain values. */
    default Stream<Filter> asked() {
        return Stream.empty();
    }

    /** A text behind its length, so that no text can look like two. */
    static String lengthened(String text) {
        return text.length() + ":" + text;
    }
}
