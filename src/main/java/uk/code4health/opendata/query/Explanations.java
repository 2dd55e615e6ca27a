package uk.code4health.opendata.query;

import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Explains questions. */
@Singleton
class Explanations {

    private final Funnel funnel;
    private final Approaches approaches;
    private final CodeSamples samples;
    private final Warnings warnings;

    Explanations(Funnel funnel, Approaches approaches, CodeSamples samples, Warnings warnings) {
        this.funnel = funnel;
        this.approaches = approaches;
        this.samples = samples;
        this.warnings = warnings;
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
                warnings.about(records, matching));
    }
}
