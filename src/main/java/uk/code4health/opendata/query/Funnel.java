package uk.code4health.opendata.query;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Tells how many records the conditions of a question keep, one after the other. */
@Singleton
class Funnel {

    /** Up to so many records, all are looked at; of more, PostgreSQL's estimates must do. */
    private static final long COUNTED = 1_000_000;

    /** As many conditions are looked at one by one. */
    private static final int LOOKED_AT = 20;

    /** The refusals of questions that are too large to be answered. */
    static final Set<Problem> TOO_MUCH = Set.of(Problem.QUESTION_TOO_COSTLY, Problem.TIME_LIMIT);

    private final Rows rows;

    Funnel(Rows rows) {
        this.rows = rows;
    }

    /**
     * What the conditions keep.
     *
     * @param leftOut how many conditions were not looked at one by one
     */
    record Kept(Explanation.Counted records, List<Explanation.Kept> conditions, int leftOut) {}

    /** How many records a condition keeps alone, and with all before it. */
    private record Count(long alone, long together) {}

    Kept of(Question question) throws IOException {
        if (question.filters().isEmpty()) {
            long all = question.edition().records();
            return new Kept(new Explanation.Counted(all, all, TotalKind.EXACT.label()), List.of(), 0);
        }
        List<Criterion> parts = question.parts();
        List<Condition> conditions = conditions(parts);
        if (question.edition().records() > COUNTED) {
            return kept(question, parts, estimates(question, conditions), TotalKind.ESTIMATE);
        }
        try {
            return kept(question, parts, counts(question, conditions), TotalKind.EXACT);
        } catch (ProblemException refusal) {
            if (!TOO_MUCH.contains(refusal.problem())) {
                throw refusal;
            }
            return kept(question, parts, estimates(question, conditions), TotalKind.ESTIMATE);
        }
    }

    /** Those that are looked at one by one; and the others, if there are any, as one. */
    private static List<Condition> conditions(List<Criterion> parts) {
        List<Condition> conditions = new ArrayList<>();
        shown(parts).forEach(part -> conditions.add(part.condition()));
        if (parts.size() > LOOKED_AT) {
            conditions.add(RecordsSql.matching(parts.subList(LOOKED_AT, parts.size())));
        }
        return conditions;
    }

    private static List<Criterion> shown(List<Criterion> parts) {
        return parts.subList(0, Math.min(parts.size(), LOOKED_AT));
    }

    private static Kept kept(Question question, List<Criterion> parts, List<Count> counts, TotalKind kind) {
        List<Explanation.Kept> conditions = new ArrayList<>();
        for (Criterion part : shown(parts)) {
            Count count = counts.get(conditions.size());
            conditions.add(new Explanation.Kept(
                    part.parameter(), part.sentence(), count.alone(), count.together(), kind.label()));
        }
        long matching = counts.get(counts.size() - 1).together();
        return new Kept(
                new Explanation.Counted(question.edition().records(), matching, kind.label()),
                conditions,
                parts.size() - conditions.size());
    }

    private List<Count> counts(Question question, List<Condition> conditions) throws IOException {
        return rows.few(question.dataset(), FunnelSql.counts(question, conditions), found -> {
            found.next();
            List<Count> counts = new ArrayList<>();
            for (int place = 1; place < 2 * conditions.size(); place += 2) {
                counts.add(new Count(found.getLong(place), found.getLong(place + 1)));
            }
            return counts;
        });
    }

    private List<Count> estimates(Question question, List<Condition> conditions) throws IOException {
        List<Count> estimates = new ArrayList<>();
        for (int place = 0; place < conditions.size(); place++) {
            estimates.add(new Count(
                    estimate(question, List.of(conditions.get(place))),
                    estimate(question, conditions.subList(0, place + 1))));
        }
        return estimates;
    }

    private long estimate(Question question, List<Condition> conditions) throws IOException {
        return rows.plan(Statement.of(question.dataset(), RecordsSql.kept(question, DSL.and(conditions))))
                .rows();
    }
}
