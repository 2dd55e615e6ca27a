package uk.code4health.opendata.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.code4health.opendata.catalogue.Links;
import uk.code4health.opendata.catalogue.LiveDataset;

/** What the service answers about a live dataset, for those who explain it by examples. */
@Singleton
public class LiveAnswers {

    private final QuestionReader questions;
    private final Records records;
    private final AggregateQuestionReader groupQuestions;
    private final Aggregates groups;
    private final ValuesQuestionReader valuesQuestions;
    private final Values values;
    private final Explanations explanations;
    private final ObjectMapper json;

    LiveAnswers(
            QuestionReader questions,
            Records records,
            AggregateQuestionReader groupQuestions,
            Aggregates groups,
            ValuesQuestionReader valuesQuestions,
            Values values,
            Explanations explanations,
            ObjectMapper json) {
        this.questions = questions;
        this.records = records;
        this.groupQuestions = groupQuestions;
        this.groups = groups;
        this.valuesQuestions = valuesQuestions;
        this.values = values;
        this.explanations = explanations;
        this.json = json;
    }

    /** The page that {@code records} answers. */
    public JsonNode records(LiveDataset live, Map<String, String> parameters) {
        QuestionAddress address = address(live, "records", parameters);
        Question question = questions.read(live, address.parameters(), Format.JSON);
        return written(out -> records.write(question, address, out));
    }

    /** The page that {@code aggregate} answers. */
    public JsonNode groups(LiveDataset live, Map<String, String> parameters) {
        QuestionAddress address = address(live, "aggregate", parameters);
        AggregateQuestion question = groupQuestions.read(live, address.parameters(), Format.JSON);
        return written(out -> groups.write(question, address, out));
    }

    /** The page that {@code values} answers of a field. */
    public JsonNode values(LiveDataset live, String field, Map<String, String> parameters) {
        QuestionAddress address = address(live, "values/" + field, parameters);
        ValuesQuestion question = valuesQuestions.read(live, field, address.parameters());
        return written(out -> values.json(question, address, out));
    }

    /**
     * What {@code explain} answers of a question for records.
     *
     * @param service where the service is, without a slash at its end
     */
    public JsonNode explanation(LiveDataset live, Map<String, String> parameters, String service) {
        QuestionAddress address = address(live, "explain", parameters);
        Question question = questions.read(live, address.parameters(), Format.JSON);
        try {
            return json.valueToTree(
                    explanations.of(new ExplainedQuestion(question, Optional.empty(), address), service));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static QuestionAddress address(LiveDataset live, String below, Map<String, String> parameters) {
        Map<String, List<String>> once = new TreeMap<>();
        parameters.forEach((name, value) -> once.put(name, List.of(value)));
        return new QuestionAddress(Links.of(live.dataset().id().value()) + "/" + below, Parameters.of(once));
    }

    private JsonNode written(SpooledBody.Writing<?> writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.write(out);
            return json.readTree(out.toByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
