package uk.code4health.opendata.query;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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

/** The different values of a field, for a drop-down or for completing what somebody types. */
@Path("/v1/datasets/{dataset}/values/{field}")
@Tag(name = "Records")
@AnswersQuestions
class ValuesResource {

    private final Catalogue catalogue;
    private final ValuesQuestionReader questions;
    private final Values values;
    private final KeptAnswers answers;
    private final String version;

    ValuesResource(
            Catalogue catalogue,
            ValuesQuestionReader questions,
            Values values,
            KeptAnswers answers,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.catalogue = catalogue;
        this.questions = questions;
        this.values = values;
        this.answers = answers;
        this.version = version;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listValues",
            summary = "The different values of a field, each with how many records have it",
            description =
                    "What a drop-down or an autocomplete needs: the values that are left under the other conditions, most frequent first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ValuesPage.class)))
    public Response list(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @RestPath @Parameter(description = "The name of a field, or of a status companion", example = "status")
                    String field,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServerRequest exchange) {
        LiveDataset live = catalogue.require(dataset);
        Parameters parameters = Parameters.of(uri.getQueryParameters());
        ValuesQuestion question = questions.read(live, field, parameters);
        QuestionAddress address = new QuestionAddress(uri.getRequestUri().getRawPath(), parameters);
        ContentCoding coding = ContentCoding.wantedBy(headers);
        EntityTag tag = EntityTag.of(question.answerDigest(version), coding);
        if (tag.isKnownTo(headers)) {
            return AnswerHeaders.put(Response.notModified(), question.records(), address, tag, Optional.empty())
                    .build();
        }
        return answers.answer(exchange, live, tag, () -> page(question, address, tag, coding));
    }

    private Response page(ValuesQuestion question, QuestionAddress address, EntityTag tag, ContentCoding coding) {
        SpooledBody body = new SpooledBody(coding);
        Extent extent = body.write(out -> values.json(question, address, out));
        return AnswerHeaders.put(
                        Response.ok(body.entity(), MediaType.APPLICATION_JSON_TYPE)
                                .header(HttpHeaders.CONTENT_ENCODING, coding.header()),
                        question.records(),
                        address,
                        tag,
                        extent.next())
                .build();
    }
}
