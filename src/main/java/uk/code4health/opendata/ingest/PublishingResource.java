package uk.code4health.opendata.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
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
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.access.Roles;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.ingest.fetch.SourceGuard;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** What data officers do: bring a file in. */
@Path("/v1/publishing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PUBLISHER)
@SecurityRequirement(name = "publishing")
@Tag(name = "Publishing", description = "Bringing files in; needs a token")
class PublishingResource {

    private static final int ACCEPTED = 202;

    private final Catalogue catalogue;
    private final Loads loads;
    private final SourceGuard sources;
    private final JobViews views;
    private final ObjectMapper json;

    PublishingResource(Catalogue catalogue, Loads loads, SourceGuard sources, JobViews views, ObjectMapper json) {
        this.catalogue = catalogue;
        this.loads = loads;
        this.sources = sources;
        this.views = views;
        this.json = json;
    }

    @POST
    @Path("/datasets/{dataset}/releases")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "uploadRelease",
            summary = "Bring in a file",
            description =
                    "Takes the publisher's file as it is, plain, in gzip or in a ZIP, and starts to load it. The answer"
                            + " names the job; what it makes is published when all of it has been read and found right.")
    @APIResponse(
            responseCode = "202",
            description = "The file is being loaded",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "The job",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public RestResponse<JobView> upload(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @RestForm("file") @Nullable FileUpload file) {
        var id = catalogue.require(dataset).dataset().id();
        if (file == null) {
            throw Problem.UPLOAD_INVALID.with(
                    new Fault("file", "The form has no part named file. With curl: -F file=@practices.csv"));
        }
        try (InputStream content = Files.newInputStream(file.uploadedFile())) {
            return accepted(loads.receive(id, false, nameOf(file), content));
        } catch (IOException unkept) {
            throw new UncheckedIOException(unkept);
        }
    }

    @POST
    @Path("/datasets/{dataset}/fetch")
    @Operation(
            operationId = "fetchRelease",
            summary = "Have a file fetched",
            description =
                    "Fetches the publisher's file from the address in the manifest, or from the one in the body, and"
                            + " loads it as if it had been uploaded. A file that the source says has not changed is not fetched"
                            + " again.")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FetchRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "The file is being fetched",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "The job",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public RestResponse<JobView> fetch(
            @RestPath @Parameter(example = "gp-practices") String dataset, @Nullable String body) {
        Dataset registered = catalogue.require(dataset).dataset();
        URI source = sources.require(FetchRequest.of(body, json).addressOr(registered));
        return accepted(loads.fetch(registered.id(), source));
    }

    private RestResponse<JobView> accepted(Job job) {
        return ResponseBuilder.<JobView>create(ACCEPTED)
                .entity(views.of(job, 0))
                .header(HttpHeaders.LOCATION, "/v1/publishing/jobs/" + job.id)
                .build();
    }

    private static String nameOf(FileUpload file) {
        String name = file.fileName();
        return name == null || name.isBlank() ? "upload" : name;
    }
}
