package uk.code4health.opendata.query;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Optional;
import uk.code4health.opendata.platform.Answer;
import uk.code4health.opendata.platform.EntityTag;
import uk.code4health.opendata.platform.HttpDate;

/** The headers of an answer to a question: validators, how long it keeps, and where to go from it. */
final class AnswerHeaders {

    private AnswerHeaders() {}

    static ResponseBuilder put(
            ResponseBuilder response,
            Question question,
            QuestionAddress address,
            EntityTag tag,
            Optional<String> next) {
        String dataset = "/v1/datasets/" + question.dataset().id();
        response.header(HttpHeaders.ETAG, tag)
                .header(
                        HttpHeaders.LAST_MODIFIED,
                        HttpDate.of(question.edition().publishedAt()))
                .header(HttpHeaders.CACHE_CONTROL, question.pinned() ? Answer.IMMUTABLE : Answer.LIVE)
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .header(HttpHeaders.LINK, link(address.first(), "first"))
                .header(HttpHeaders.LINK, link(dataset + "/schema", "describedby"))
                .header(HttpHeaders.LINK, link(question.dataset().licence().url(), "license"))
                .header(HttpHeaders.LINK, link("/docs", "service-doc"));
        next.ifPresent(target -> response.header(HttpHeaders.LINK, link(target, "next")));
        if (question.pinned()) {
            response.header(HttpHeaders.LINK, link(address.path(), "latest-version"));
        }
        return response;
    }

    private static String link(String target, String relation) {
        return "<" + target + ">; rel=\"" + relation + "\"";
    }
}
