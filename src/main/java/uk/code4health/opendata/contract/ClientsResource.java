package uk.code4health.opendata.contract;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import uk.code4health.opendata.contract.clients.ClientLanguage;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.platform.Answer;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ServiceAddress;

/** The client of one dataset, in the language of who wants it. */
@Path("/v1")
@Tag(name = "Contract")
@Blocking
class ClientsResource {

    private static final String ZIP = "application/zip";

    private final Catalogue catalogue;
    private final Clients clients;
    private final Answer answer;

    ClientsResource(Catalogue catalogue, Clients clients, Answer answer) {
        this.catalogue = catalogue;
        this.clients = clients;
        this.answer = answer;
    }

    @GET
    @Path("/datasets/{dataset}/clients/{language}.zip")
    @Produces(ZIP)
    @Operation(
            operationId = "getClient",
            summary = "A typed client of a dataset in Java, TypeScript, Python or R, made of its OpenAPI document",
            description =
                    "A folder with the client, and a README that begins with the first call. Made when it is first asked for, which takes"
                            + " some seconds")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = ZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            example = "PK… (the bytes of a ZIP)"))
    public Response client(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @RestPath
                    @Parameter(
                            example = "python",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"java", "typescript", "python", "r"}))
                    String language,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        KnownParameters.require(uri.getQueryParameters(), List.of());
        LiveDataset live = catalogue.require(dataset);
        ClientLanguage wanted =
                ClientLanguage.of(language).orElseThrow(() -> Problem.CLIENT_NOT_FOUND.with(unknown(language)));
        byte[] zip = clients.of(live, ServiceAddress.of(request).value(), wanted);
        return answer.file(zip, ZIP, dataset + "-client-" + wanted.id() + ".zip", live.lastModified(), headers);
    }

    private static Fault unknown(String language) {
        return new Fault(
                "language",
                "There is no client in this language.",
                ClientLanguage.ids(),
                Nearest.to(language, ClientLanguage.ids()).orElse(null));
    }
}
