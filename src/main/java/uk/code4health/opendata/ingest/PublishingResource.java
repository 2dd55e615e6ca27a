package uk.code4health.opendata.ingest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.access.Roles;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.Publisher;
import uk.code4health.opendata.catalogue.Release;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** What data officers do: bring a file in, and see what became of it. */
@Path("/v1/publishing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PUBLISHER)
@SecurityRequirement(name = "publishing")
@Tag(name = "Publishing", description = "Bringing files in; needs a token")
class PublishingResource {

    private static final int FINDINGS_SHOWN = 20;
    private static final int ACCEPTED = 202;

    private final Catalogue catalogue;
    private final Loads loads;
    private final Jobs jobs;
    private final Publisher publisher;
    private final Clock clock;

    PublishingResource(Catalogue catalogue, Loads loads, Jobs jobs, Publisher publisher, Clock clock) {
        this.catalogue = catalogue;
        this.loads = loads;
        this.jobs = jobs;
        this.publisher = publisher;
        this.clock = clock;
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
            Job job = loads.receive(id, false, nameOf(file), content);
            return ResponseBuilder.<JobView>create(ACCEPTED)
                    .entity(view(job, FINDINGS_SHOWN))
                    .header(HttpHeaders.LOCATION, "/v1/publishing/jobs/" + job.id)
                    .build();
        } catch (IOException unkept) {
            throw new UncheckedIOException(unkept);
        }
    }

    @GET
    @Path("/jobs/{id}")
    @Operation(operationId = "getJob", summary = "How a load is going, or how it ended")
    public JobView job(
            @RestPath @Parameter(example = "3f1c9a52-6c1e-4a0e-9a57-3b7a3f0f1d11") String id,
            @RestQuery
                    @DefaultValue("20")
                    @Parameter(
                            description = "At most so many findings, up to 1000",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "0",
                                            maximum = "1000",
                                            defaultValue = "20"))
                    String findings) {
        int most = findings.matches("\\d{1,4}") ? Math.min(Integer.parseInt(findings), Findings.KEPT) : FINDINGS_SHOWN;
        return parsed(id)
                .flatMap(jobs::job)
                .map(job -> view(job, most))
                .orElseThrow(() -> Problem.JOB_NOT_FOUND.with(new Fault("id", "There is no job of this id.")));
    }

    private JobView view(Job job, int findings) {
        Long number = job.release;
        Optional<Release> release = number == null ? Optional.empty() : publisher.release(number);
        List<Finding> found = findings == 0 ? List.of() : jobs.findings(job.id, findings);
        return JobView.of(job, release, found, clock.instant());
    }

    private static Optional<UUID> parsed(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static String nameOf(FileUpload file) {
        String name = file.fileName();
        return name == null || name.isBlank() ? "upload" : name;
    }
}
