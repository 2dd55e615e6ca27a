package uk.code4health.opendata.contract;

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
import uk.code4health.opendata.platform.ServiceAddress;

/** The catalogue in the words of others: Data Package, DCAT and schema.org, made anew from what is live. */
@Path("/v1")
@Tag(name = "Catalogue")
class StandardsResource {

    private final Catalogue catalogue;
    private final Answer answer;

    StandardsResource(Catalogue catalogue, Answer answer) {
        this.catalogue = catalogue;
        this.answer = answer;
    }

    @GET
    @Path("/catalogue.jsonld")
    @Produces({Answer.JSON_LD, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getCatalogue",
            summary = "The whole catalogue as DCAT 3, for other catalogues to harvest",
            description = "Every dataset with its distributions and the service that gives them, as JSON-LD")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = Answer.JSON_LD,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description =
                                                    "A dcat:Catalog (www.w3.org/TR/vocab-dcat-3), as JSON-LD 1.1")))
    public Response catalogue(@Context UriInfo uri, @Context HttpHeaders headers, @Context HttpServerRequest exchange) {
        requireNoParameters(uri);
        List<LiveDataset> all = catalogue.all();
        return answer.linkedData(
                Dcat.catalogue(ServiceAddress.of(exchange), all, catalogue.firstPublished()),
                LiveDataset.lastModified(all),
                headers);
    }

    @GET
    @Path("/datasets/{dataset}/datapackage.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getDataPackage",
            summary =
                    "What is live of a dataset as a Frictionless Data Package v2: where its CSV is, and what its columns are",
            description =
                    "What tools of the Frictionless family read a dataset by, with the terms it is under and where it comes from")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DataPackage.class)))
    public Response dataPackage(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServerRequest exchange) {
        requireNoParameters(uri);
        LiveDataset live = catalogue.require(dataset);
        return answer.live(DataPackage.of(described(live, exchange)), live.lastModified(), headers);
    }

    @GET
    @Path("/datasets/{dataset}/schema-org.jsonld")
    @Produces({Answer.JSON_LD, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getSchemaOrg",
            summary = "A dataset in the words of schema.org; can stand in a script element of a page as it is",
            description = "What search engines for data read, as JSON-LD")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = Answer.JSON_LD,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description = "A Dataset (schema.org/Dataset), as JSON-LD 1.1")))
    public Response schemaOrg(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServerRequest exchange) {
        requireNoParameters(uri);
        LiveDataset live = catalogue.require(dataset);
        return answer.linkedData(SchemaOrg.of(described(live, exchange)), live.lastModified(), headers);
    }

    private static Described described(LiveDataset live, HttpServerRequest exchange) {
        return new Described(live, ServiceAddress.of(exchange));
    }

    private static void requireNoParameters(UriInfo uri) {
        KnownParameters.require(uri.getQueryParameters(), List.of());
    }
}
