package uk.code4health.opendata.query;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
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
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.platform.ContentCoding;
import uk.code4health.opendata.platform.EntityTag;

/** Records of published datasets. */
@Path("/v1/datasets/{dataset}/records")
@Tag(name = "Records", description = "The data itself")
@AnswersQuestions
class RecordsResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final Catalogue catalogue;
    private final QuestionReader questions;
    private final Records records;
    private final SingleRecord single;
    private final KeptAnswers answers;
    private final String version;

    RecordsResource(
            Catalogue catalogue,
            QuestionReader questions,
            Records records,
            SingleRecord single,
            KeptAnswers answers,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.catalogue = catalogue;
        this.questions = questions;
        this.records = records;
        this.single = single;
        this.answers = answers;
        this.version = version;
    }

    @GET
    @Operation(
            operationId = "listRecords",
            summary = "Records of a dataset, filtered, sorted, page by page",
            description =
                    "The live edition, or the release or the time that is asked for. A page says how many records match and where the next page is; CSV, NDJSON, XLSX and Parquet give all of them unless a limit is given")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RecordsPage.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = NDJSON,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        description = "Records as `data` of the JSON has them, one a line")),
                @Content(
                        mediaType = Format.WORKBOOK,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        format = "binary",
                                        description = "A workbook with the sheets Records, Fields and About")),
                @Content(
                        mediaType = Format.COLUMNS,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        format = "binary",
                                        description = "Typed columns, with what they mean as metadata"))
            })
    public Response list(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServerRequest exchange)
            throws IOException {
        LiveDataset live = catalogue.require(dataset);
        Parameters parameters = Parameters.of(uri.getQueryParameters());
        Question question = questions.read(live, parameters, Negotiation.of(headers));
        QuestionAddress address = new QuestionAddress(uri.getRequestUri().getRawPath(), parameters);
        ContentCoding coding = question.format().coding(headers);
        EntityTag tag = EntityTag.of(question.answerDigest(version), coding);
        if (tag.isKnownTo(headers)) {
            return AnswerHeaders.put(Response.notModified(), question, address, tag, Optional.empty())
                    .build();
        }
        if (question.limit().isEmpty()) {
            return wholeFile(question, address, tag, isHead(request) ? null : exchange, coding);
        }
        boolean isOfOneDataset = question.expansions().isEmpty();
        return question.format().isCompressible() && isOfOneDataset
                ? answers.answer(exchange, live, tag, () -> page(question, address, tag, coding))
                : page(question, address, tag, coding);
    }

    @GET
    @Path("/{key}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getRecord",
            summary = "One record, by its primary key",
            description = "The record of the live edition, or of the release or the time that is asked for")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RecordPage.class)))
    public Response one(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @RestPath @Parameter(description = "The values of the primary key, joined by commas", example = "A81001")
                    String key,
            @Context UriInfo uri,
            @Context HttpHeaders headers)
            throws IOException {
        LiveDataset live = catalogue.require(dataset);
        String path = uri.getRequestUri().getRawPath();
        Parameters parameters = Parameters.of(uri.getQueryParameters());
        return single.answer(live, path.substring(path.lastIndexOf('/') + 1), parameters, headers);
    }

    private Response page(Question question, QuestionAddress address, EntityTag tag, ContentCoding coding) {
        SpooledBody body = new SpooledBody(coding);
        Records.Answered answered = body.write(out -> records.write(question, address, out));
        return answer(question, address, tag, coding, answered.next())
                .entity(body.entity())
                .build();
    }

    private Response wholeFile(
            Question question,
            QuestionAddress address,
            EntityTag tag,
            @Nullable HttpServerRequest exchange,
            ContentCoding coding)
            throws IOException {
        records.requireRoom(question);
        Totals.Total total = records.total(question);
        ResponseBuilder answer = answer(question, address, tag, coding, Optional.empty())
                .header("Trailer", List.of(WholeFile.RECORD_COUNT, WholeFile.CONTENT_DIGEST));
        if (total.kind() == TotalKind.EXACT) {
            answer.header("X-Total-Count", total.records());
        }
        if (exchange != null) {
            exchange.response().setChunked(true);
            answer.entity(new WholeFile(records, question, address, exchange, coding));
        }
        return answer.build();
    }

    private static ResponseBuilder answer(
            Question question, QuestionAddress address, EntityTag tag, ContentCoding coding, Optional<String> next) {
        ResponseBuilder answer = Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, question.format().mediaType())
                .header(HttpHeaders.CONTENT_ENCODING, coding.header());
        if (question.format().isFile()) {
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"" + question.dataset().id() + "."
                            + question.format().label() + "\"");
        }
        return AnswerHeaders.put(answer, question, address, tag, next);
    }

    private static boolean isHead(Request request) {
        return request.getMethod().equals(HttpMethod.HEAD);
    }
}
