package uk.code4health.opendata.query;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import uk.code4health.opendata.catalogue.KnownParameters;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.platform.Answer;
import uk.code4health.opendata.platform.Problem;

/** Answers for the one record that has a key. */
@Singleton
class SingleRecord {

    private static final List<String> PARAMETERS = List.of("fields", Expansions.PARAMETER, "release", "as_at");

    private final QuestionReader questions;
    private final Rows rows;
    private final Answer answer;

    SingleRecord(QuestionReader questions, Rows rows, Answer answer) {
        this.questions = questions;
        this.rows = rows;
        this.answer = answer;
    }

    Response answer(LiveDataset live, String rawKey, Parameters parameters, HttpHeaders headers) throws IOException {
        KnownParameters.require(parameters.all(), PARAMETERS);
        Question asked = questions.read(live, parameters, Format.JSON);
        Question question = asked.narrowedTo(KeyReader.read(live.dataset(), rawKey), OptionalInt.of(1));
        return rows.few(question.dataset(), RecordsSql.records(question), found -> {
            if (!found.next()) {
                throw Problem.RECORD_NOT_FOUND.with("No record has the key " + rawKey + ". A key is made of "
                        + String.join(",", live.dataset().schema().primaryKey()) + ".");
            }
            RecordPage page = new RecordPage(
                    new RecordWriter(question).values(found),
                    Records.reference(question.edition()),
                    live.dataset().licence());
            return question.pinned()
                    ? answer.pinned(page, question.edition().publishedAt(), headers)
                    : answer.live(page, question.edition().publishedAt(), headers);
        });
    }
}
