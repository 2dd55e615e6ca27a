package uk.code4health.opendata.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.platform.ContentCoding;
import uk.code4health.opendata.platform.EntityTag;
import uk.code4health.opendata.platform.ServiceAddress;

/** What a question means, what it keeps, and how to ask it from a program. */
@Path("/v1/datasets/{dataset}/explain")
@Tag(name = "Records")
@AnswersQuestions
class ExplainResource {

    static final String LAST_OF_PATH = "/explain";

    private final Catalogue catalogue;
    private final QuestionReader records;
    private final AggregateQuestionReader groups;
    private final Explanations explanations;
    private final KeptAnswers answers;
    private final ObjectMapper json;
    private final String version;

    ExplainResource(
            Catalogue catalogue,
            QuestionReader records,
            AggregateQuestionReader groups,
            Explanations explanations,
            KeptAnswers answers,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.catalogue = catalogue;
        this.records = records;
        this.groups = groups;
        this.explanations = explanations;
        this.answers = answers;
        this.json = json;
        this.version = version;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explain",
            summary =
                    "A question for records or groups in plain English, in SQL and in programs, with what each condition keeps",
            description =
                    "Takes the parameters of records or aggregate and answers how the service understands them, without the records")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Explanation.class)))
    public Response explain(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServerRequest exchange) {
        LiveDataset live = catalogue.require(dataset);
        QuestionAddress address =
                new QuestionAddress(uri.getRequestUri().getRawPath(), Parameters.of(uri.getQueryParameters()));
        ExplainedQuestion question = read(live, address);
        String service = ServiceAddress.of(exchange).value();
        String digest = Question.digest(
                String.join("\n", "explain", question.answerDigest(version), service, address.asked()), 32);
        ContentCoding coding = ContentCoding.wantedBy(headers);
        EntityTag tag = EntityTag.of(digest, coding);
        if (tag.isKnownTo(headers)) {
            return AnswerHeaders.put(Response.notModified(), question.records(), address, tag, Optional.empty())
                    .build();
        }
        return answers.answer(exchange, live, tag, () -> AnswerHeaders.put(
                        Response.ok(coding.of(written(question, service)), MediaType.APPLICATION_JSON_TYPE)
                                .header(HttpHeaders.CONTENT_ENCODING, coding.header()),
                        question.records(),
                        address,
                        tag,
                        Optional.empty())
                .build());
    }

    private ExplainedQuestion read(LiveDataset live, QuestionAddress address) {
        Parameters parameters = address.parameters();
        if (ExplainedQuestion.isAboutGroups(parameters)) {
            AggregateQuestion question = groups.read(live, parameters, Format.JSON);
            return new ExplainedQuestion(question.records(), Optional.of(question), address);
        }
        return new ExplainedQuestion(records.read(live, parameters, Format.JSON), Optional.empty(), address);
    }

    private byte[] written(ExplainedQuestion question, String service) {
        try {
            return json.writeValueAsBytes(explanations.of(question, service));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
