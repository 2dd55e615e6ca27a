package uk.code4health.opendata.query;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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

/** Sums, averages and counts of groups of records. */
@Path("/v1/datasets/{dataset}/aggregate")
@Tag(name = "Records")
@AnswersQuestions
class AggregateResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final Catalogue catalogue;
    private final AggregateQuestionReader questions;
    private final Aggregates aggregates;
    private final KeptAnswers answers;
    private final String version;

    AggregateResource(
            Catalogue catalogue,
            AggregateQuestionReader questions,
            Aggregates aggregates,
            KeptAnswers answers,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.catalogue = catalogue;
        this.questions = questions;
        this.aggregates = aggregates;
        this.answers = answers;
        this.version = version;
    }

    @GET
    @Operation(
            operationId = "aggregate",
            summary = "Sums, averages, least and greatest values and counts of groups of records",
            description =
                    "Groups the records that fulfil all conditions, by fields or by stretches of time such as the NHS financial year. Where a cell has no number the answer says that it is incomplete and, if that is known, between what the sum lies")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AggregatePage.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = NDJSON,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        description = "Groups as `data` of the JSON has them, one a line"))
            })
    public Response aggregate(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServerRequest exchange) {
        LiveDataset live = catalogue.require(dataset);
        Parameters parameters = Parameters.of(uri.getQueryParameters());
        AggregateQuestion question = questions.read(live, parameters, Negotiation.of(headers));
        QuestionAddress address = new QuestionAddress(uri.getRequestUri().getRawPath(), parameters);
        ContentCoding coding = question.records().format().coding(headers);
        EntityTag tag = EntityTag.of(question.answerDigest(version), coding);
        if (tag.isKnownTo(headers)) {
            return AnswerHeaders.put(Response.notModified(), question.records(), address, tag, Optional.empty())
                    .build();
        }
        return answers.answer(exchange, live, tag, () -> page(question, address, tag, coding));
    }

    private Response page(AggregateQuestion question, QuestionAddress address, EntityTag tag, ContentCoding coding) {
        SpooledBody body = new SpooledBody(coding);
        Extent extent = body.write(out -> aggregates.write(question, address, out));
        return AnswerHeaders.put(
                        described(question.records(), body, extent, coding),
                        question.records(),
                        address,
                        tag,
                        extent.next())
                .build();
    }

    /** A file cannot say by itself how much of the whole it is. */
    private static ResponseBuilder described(Question records, SpooledBody body, Extent extent, ContentCoding coding) {
        ResponseBuilder response = Response.ok(body.entity())
                .header(HttpHeaders.CONTENT_TYPE, records.format().mediaType())
                .header(HttpHeaders.CONTENT_ENCODING, coding.header());
        if (records.format().isFile()) {
            response.header("X-Total-Count", extent.total())
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"" + records.dataset().id() + "-aggregate."
                                    + records.format().label() + "\"");
        }
        return response;
    }
}
