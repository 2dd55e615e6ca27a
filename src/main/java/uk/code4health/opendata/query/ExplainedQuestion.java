package uk.code4health.opendata.query;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question to be explained: one for records, or one about groups of them.
 *
 * @param records which records it is about
 * @param groups nothing for a question for the records themselves
 * @param address where it was asked to be explained
 */
record ExplainedQuestion(Question records, Optional<AggregateQuestion> groups, QuestionAddress address) {

    /** Whether the parameters ask about groups. */
    static boolean isAboutGroups(Parameters parameters) {
        return Stream.of(AggregateTerms.GROUP_BY, AggregateTerms.MEASURE, AggregateQuestionReader.HAVING)
                .anyMatch(parameters.all()::containsKey);
    }

    /** Where the question itself is asked, as it was asked here. */
    QuestionAddress answeredAt() {
        return new QuestionAddress(
                "/v1/datasets/" + records.dataset().id() + (groups.isPresent() ? "/aggregate" : "/records"),
                address.parameters());
    }

    /** Names the explanation, as far as the question decides over it. */
    String answerDigest(String service) {
        return groups.map(question -> question.answerDigest(service)).orElseGet(() -> records.answerDigest(service));
    }
}
