package uk.code4health.opendata.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * What {@link WhereReader} reads: conditions joined by AND, OR and NOT, already checked. Every name in it is a known column's,
 * every value has its column's type and becomes a bind.
 */
sealed interface Clause {

    Condition condition();

    /** In plain English. */
    String sentence();

    /** The parts that must all hold, as far as they can be told apart. */
    default List<Clause> parts() {
        return List.of(this);
    }

    /** The comparisons with values that a record may have to fulfil; those under a NOT are none. */
    default Stream<Comparison> comparisons() {
        return Stream.empty();
    }

    /** A column and values: it never holds where there is no value, except that it asks for that. */
    record Comparison(WhereColumn column, Operator operator, List<Object> values) implements Clause {

        public Comparison {
            values = List.copyOf(values);
        }

        @Override
        public Condition condition() {
            return operator.on(column.column(), values);
        }

        @Override
        public String sentence() {
            return Wording.of(column.name(), operator, values);
        }

        @Override
        public Stream<Comparison> comparisons() {
            return Stream.of(this);
        }
    }

    /**
     * A text column and a pattern: {@code %} is any text, {@code _} any character, and {@code \} takes the meaning from the
     * next.
     */
    record Likeness(WhereColumn column, String pattern, boolean inAnyCase) implements Clause {

        @Override
        public Condition condition() {
            return inAnyCase
                    ? Operator.folded(column.column()).likeIgnoreCase(pattern)
                    : column.column().coerce(String.class).like(pattern);
        }

        @Override
        public String sentence() {
            return column.name() + " is like " + Wording.of(pattern) + (inAnyCase ? ", in whatever case" : "");
        }
    }

    /** Two columns of a record; it never holds where either has no value. */
    record Columns(WhereColumn left, Operator operator, WhereColumn right) implements Clause {

        @Override
        public Condition condition() {
            return operator.on(left.column(), List.of(right.column()));
        }

        @Override
        public String sentence() {
            return left.name() + " " + operator.phrase() + " " + right.name();
        }
    }

    /** Clauses that must all hold. */
    record All(List<Clause> clauses) implements Clause {

        public All {
            clauses = List.copyOf(clauses);
        }

        @Override
        public Condition condition() {
            return DSL.and(clauses.stream().map(Clause::condition).toList());
        }

        @Override
        public String sentence() {
            return joined(clauses, " and ");
        }

        @Override
        public List<Clause> parts() {
            return clauses.stream().flatMap(clause -> clause.parts().stream()).toList();
        }

        @Override
        public Stream<Comparison> comparisons() {
            return clauses.stream().flatMap(Clause::comparisons);
        }
    }

    /** Clauses of which one must hold. */
    record Any(List<Clause> clauses) implements Clause {

        public Any {
            clauses = List.copyOf(clauses);
        }

        @Override
        public Condition condition() {
            return DSL.or(clauses.stream().map(Clause::condition).toList());
        }

        @Override
        public String sentence() {
            return joined(clauses, " or ");
        }

        @Override
        public Stream<Comparison> comparisons() {
            return clauses.stream().flatMap(Clause::comparisons);
        }
    }

    /** The opposite. What can be told neither true nor false, as there is no value, still cannot. */
    record Not(Clause clause) implements Clause {

        @Override
        public Condition condition() {
            return DSL.not(clause.condition());
        }

        @Override
        public String sentence() {
            return "not (" + clause.sentence() + ")";
        }
    }

    private static String joined(List<Clause> clauses, String word) {
        return clauses.stream()
                .map(clause -> clause instanceof All || clause instanceof Any
                        ? "(" + clause.sentence() + ")"
                        : clause.sentence())
                .collect(Collectors.joining(word));
    }
}
