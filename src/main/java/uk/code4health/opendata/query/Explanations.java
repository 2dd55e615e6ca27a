package uk.code4health.opendata.query;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.platform.ProblemException;

/** Explains questions. */
@Singleton
class Explanations {

    private final Funnel funnel;
    private final Approaches approaches;
    private final CodeSamples samples;
    private final Warnings warnings;
    private final Aggregates groups;

    Explanations(Funnel funnel, Approaches approaches, CodeSamples samples, Warnings warnings, Aggregates groups) {
        this.funnel = funnel;
        this.approaches = approaches;
        this.samples = samples;
        this.warnings = warnings;
        this.groups = groups;
    }

    /**
     * Explains a question.
     *
     * @param service where the service is, without a slash at its end
     */
    Explanation of(ExplainedQuestion question, String service) throws IOException {
        Question records = question.records();
        Funnel.Kept kept = funnel.of(records);
        boolean counted = kept.records().kind().equals(TotalKind.EXACT.label());
        @Nullable Long matching = counted ? kept.records().matching() : null;
        return new Explanation(
                QuestionWording.of(question),
                kept.records(),
                kept.conditions(),
                kept.leftOut(),
                ExplanationSql.of(question),
                approaches.of(question),
                samples.call(service, question.answeredAt()),
                Records.reference(records.edition()),
                records.dataset().licence(),
                warnings(question, matching));
    }

    private List<Warning> warnings(ExplainedQuestion question, @Nullable Long matching) throws IOException {
        List<Warning> all = new ArrayList<>(warnings.about(question.records(), matching));
        if (question.groups().isPresent()) {
            all.addAll(twice(question.groups().get()));
        }
        return all;
    }

    /** Of a question that would not be answered, nobody adds anything up. */
    private List<Warning> twice(AggregateQuestion question) throws IOException {
        try {
            return groups.twice(question);
        } catch (ProblemException refusal) {
            if (!Funnel.TOO_MUCH.contains(refusal.problem())) {
                throw refusal;
            }
            return List.of();
        }
    }
}
