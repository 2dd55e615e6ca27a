package uk.code4health.opendata.contract;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.KnownParameters;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.platform.Answer;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ServiceAddress;

/** The contract of one dataset, for tools that make clients of it. */
@Path("/v1")
@Tag(name = "Contract", description = "The service described for programs that write programs")
@Blocking
class DatasetDocumentResource {

    private static final String VERSION = "version";

    /** RFC 9512. */
    private static final String YAML = "application/yaml";

    private static final String EXAMPLE_IN_JSON =
            "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"GP practices\", \"version\": \"1.0.0\"}, \"paths\": {}}";

    private static final String EXAMPLE_IN_YAML = """
            openapi: 3.1.0
            info:
              title: GP practices
              version: 1.0.0
            paths: {}
            """;

    private final Catalogue catalogue;
    private final DatasetDocuments documents;
    private final Answer answer;

    DatasetDocumentResource(Catalogue catalogue, DatasetDocuments documents, Answer answer) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.answer = answer;
    }

    @GET
    @Path("/datasets/{dataset}/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getDatasetOpenApi",
            summary = "OpenAPI of a dataset: its fields as typed parameters, its code lists as enumerations",
            description =
                    "The contract of this dataset alone, with examples from what is live, for tools that generate clients")
    @Parameter(
            name = VERSION,
            in = ParameterIn.QUERY,
            description = "The version of OpenAPI",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"3.1", "3.0"},
                            defaultValue = "3.1"))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = EXAMPLE_IN_JSON))
    public Response json(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        return document(dataset, uri, headers, request, Format.JSON, MediaType.APPLICATION_JSON);
    }

    @GET
    @Path("/datasets/{dataset}/openapi.yaml")
    @Produces(YAML)
    @Operation(
            operationId = "getDatasetOpenApiYaml",
            summary = "OpenAPI of a dataset, in YAML",
            description = "The contract of this dataset alone, as openapi.json has it")
    @Parameter(
            name = VERSION,
            in = ParameterIn.QUERY,
            description = "The version of OpenAPI",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"3.1", "3.0"},
                            defaultValue = "3.1"))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.STRING), example = EXAMPLE_IN_YAML))
    public Response yaml(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        return document(dataset, uri, headers, request, Format.YAML, YAML);
    }

    private Response document(
            String dataset, UriInfo uri, HttpHeaders headers, HttpServerRequest request, Format format, String type) {
        KnownParameters.requireOnce(uri.getQueryParameters(), List.of(VERSION));
        LiveDataset live = catalogue.require(dataset);
        String text = documents.of(live, ServiceAddress.of(request).value(), version(uri), format);
        return answer.document(text, type, live.lastModified(), headers);
    }

    private static OpenApiVersion version(UriInfo uri) {
        String asked = uri.getQueryParameters().getFirst(VERSION);
        return asked == null
                ? OpenApiVersion.V3_1
                : OpenApiVersion.of(asked)
                        .orElseThrow(() -> Problem.PARAMETER_INVALID.with(new Fault(
                                VERSION,
                                "OpenAPI documents are served in these versions.",
                                OpenApiVersion.labels(),
                                OpenApiVersion.labels().get(0))));
    }
}
