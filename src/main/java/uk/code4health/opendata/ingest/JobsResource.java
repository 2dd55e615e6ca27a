package uk.code4health.opendata.ingest;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import uk.code4health.opendata.access.Roles;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** What became of files that came in, and what is becoming of them. */
@Path("/v1/publishing/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PUBLISHER)
@SecurityRequirement(name = "publishing")
@Tag(name = "Publishing")
class JobsResource {

    private static final int FINDINGS_SHOWN = 20;
    private static final String EXAMPLE = "3f1c9a52-6c1e-4a0e-9a57-3b7a3f0f1d11";

    private final Jobs jobs;
    private final JobList list;
    private final JobViews views;
    private final JobEvents events;

    JobsResource(Jobs jobs, JobList list, JobViews views, JobEvents events) {
        this.jobs = jobs;
        this.list = list;
        this.views = views;
        this.events = events;
    }

    @GET
    @Operation(
            operationId = "listJobs",
            summary = "The loads there have been, newest first",
            description = "Each with its state, how far it has come and how it ended")
    @Parameter(
            name = "dataset",
            in = ParameterIn.QUERY,
            description = "Only jobs of this dataset",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Only jobs in this state",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"queued", "running", "done", "failed", "cancelled"}))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "At most so many jobs",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "Where to go on, from next",
            schema = @Schema(type = SchemaType.STRING))
    public JobsPage jobs(@Context UriInfo uri) {
        return list.page(JobsRequest.of(uri));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getJob",
            summary = "How a load is going, or how it ended",
            description =
                    "Its state and stage, how many rows and bytes are done, and the release or the problem it ended with")
    public JobView job(
            @RestPath @Parameter(example = EXAMPLE) String id,
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
        return parsed(id).flatMap(jobs::job).map(job -> views.of(job, most)).orElseThrow(JobsResource::unknown);
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(
            operationId = "cancelJob",
            summary = "Stop a load",
            description =
                    "A job that waits is cancelled at once. One that runs is asked to stop, does so within a second or"
                            + " two, and leaves nothing behind; in its last moments, when its release is being published, it is"
                            + " too late. To cancel twice is no fault.")
    public JobView cancel(@RestPath @Parameter(example = EXAMPLE) String id) {
        return parsed(id)
                .flatMap(jobs::cancel)
                .map(job -> views.of(job, FINDINGS_SHOWN))
                .orElseThrow(JobsResource::unknown);
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "watchJob",
            summary = "How a load is going, as server-sent events",
            description =
                    "An event progress for every change, at most two in a second, and at last an event end; the data of"
                            + " each is the job, as its own address gives it. A comment now and then keeps the connection"
                            + " open.")
    @APIResponse(
            responseCode = "200",
            description = "The job's events, until it is over",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> events(@RestPath @Parameter(example = EXAMPLE) String id, @Context Sse sse) {
        UUID job = parsed(id).flatMap(jobs::job).map(found -> found.id).orElseThrow(JobsResource::unknown);
        return events.of(job, sse);
    }

    private static RuntimeException unknown() {
        return Problem.JOB_NOT_FOUND.with(new Fault("id", "There is no job of this id."));
    }

    private static Optional<UUID> parsed(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
