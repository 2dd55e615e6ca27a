package uk.code4health.opendata.ingest;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import uk.code4health.opendata.access.Roles;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.InvalidManifest;
import uk.code4health.opendata.catalogue.Links;
import uk.code4health.opendata.catalogue.Registrar;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** What data officers do before anything else: register a dataset. */
@Path("/v1/publishing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PUBLISHER)
@SecurityRequirement(name = "publishing")
@Tag(name = "Publishing")
@Blocking
class RegistrationResource {

    private static final int CREATED = 201;
    private static final int CHANGED = 200;

    /** A manifest of a thousand fields is a third of it. */
    private static final int MOST_BYTES = 1 << 20;

    private static final String EXAMPLE = """
            {"name": "gp-practices", "title": "GP practices", "resources": [], "publication": {"mode": "snapshot"}}""";

    private final Registrar registrar;
    private final Catalogue catalogue;

    RegistrationResource(Registrar registrar, Catalogue catalogue) {
        this.registrar = registrar;
        this.catalogue = catalogue;
    }

    /** A dataset that is registered. */
    @Schema(name = "Registration")
    record Registration(
            @Schema(examples = "gp-practices") String id,
            @Schema(examples = "GP practices") String title) {}

    @PUT
    @Path("/datasets/{dataset}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerDataset",
            summary = "Register a dataset, or change how it is registered",
            description =
                    "Takes a dataset's manifest, its datapackage.json, as src/docs/manifest.md explains it. The dataset is there at once,"
                            + " without records, with its contract, its pages and its clients. What is published keeps its"
                            + " fields, its key and what a release replaces; see the errors of the answer.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description =
                                                    "A Frictionless Data Package v2, as /schemas/datapackage-v1.json has it"),
                            example = EXAMPLE))
    @APIResponse(
            responseCode = "200",
            description = "The dataset was registered before",
            content =
                    @Content(
                            schema = @Schema(implementation = Registration.class),
                            example = "{\"id\": \"gp-practices\", \"title\": \"GP practices\"}"))
    @APIResponse(
            responseCode = "201",
            description = "The dataset is registered",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "The dataset",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = Registration.class),
                            example = "{\"id\": \"gp-practices\", \"title\": \"GP practices\"}"))
    public RestResponse<Registration> register(
            @RestPath @Parameter(example = "gp-practices") String dataset, InputStream body) {
        String manifest = text(body);
        try {
            boolean isKnown = catalogue.all().stream()
                    .anyMatch(each -> each.dataset().id().value().equals(dataset));
            Dataset registered = registrar.register(manifest, dataset);
            return ResponseBuilder.<Registration>create(isKnown ? CHANGED : CREATED)
                    .entity(new Registration(dataset, registered.title()))
                    .header(HttpHeaders.LOCATION, Links.of(dataset))
                    .build();
        } catch (InvalidManifest invalid) {
            throw refused(invalid);
        }
    }

    private static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Problem.BODY_TOO_LARGE.with("A manifest has at most " + MOST_BYTES + " bytes.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    private static ProblemException refused(InvalidManifest invalid) {
        return Problem.MANIFEST_INVALID.with(
                "The manifest cannot be registered: " + invalid.getMessage(),
                invalid.faults().stream()
                        .map(fault -> Fault.at(fault.pointer(), "Expected " + fault.expected() + "."))
                        .toList());
    }
}
