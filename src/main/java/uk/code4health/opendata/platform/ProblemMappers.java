package uk.code4health.opendata.platform;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The only place where failures become HTTP. */
class ProblemMappers {

    private static final int SHORTLY = 5;

    private final BodyLimit bodyLimit;

    ProblemMappers(BodyLimit bodyLimit) {
        this.bodyLimit = bodyLimit;
    }

    @ServerExceptionMapper
    public RestResponse<ProblemDetails> refused(ProblemException refusal, UriInfo request) {
        return respond(ProblemDetails.of(refusal, instance(request)));
    }

    /** Refusals by Quarkus REST itself: no such path, no such method, an unreadable body. */
    @ServerExceptionMapper
    public RestResponse<ProblemDetails> unroutable(WebApplicationException refusal, UriInfo request) {
        if (refusal.getCause() instanceof ProblemException reason) {
            return refused(reason, request);
        }
        if (refusal.getCause() instanceof IllegalArgumentException malformed) {
            return respond(Problem.PARAMETER_INVALID, malformed.getMessage(), request);
        }
        Problem problem = Problem.ofStatus(refusal.getResponse().getStatus());
        if (problem == Problem.INTERNAL) {
            return unexpected(refusal, request);
        }
        return respond(
                problem, problem == Problem.BODY_TOO_LARGE ? bodyLimit.detail() : problem.explanation(), request);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public RestResponse<ProblemDetails> unauthenticated(SecurityException refusal, UriInfo request) {
        Problem problem = Problem.UNAUTHENTICATED;
        return builder(ProblemDetails.of(problem, problem.explanation(), List.of(), instance(request)))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    public RestResponse<ProblemDetails> forbidden(ForbiddenException refusal, UriInfo request) {
        return respond(Problem.FORBIDDEN, Problem.FORBIDDEN.explanation(), request);
    }

    /** A body that cannot be read: nothing else of a request is read from a stream. */
    @ServerExceptionMapper
    public RestResponse<ProblemDetails> unreadableBody(IOException failure, UriInfo request) {
        return respond(Problem.UPLOAD_INVALID, "The form is not well-formed, or was cut short.", request);
    }

    /** Nobody reads this. */
    @ServerExceptionMapper
    public RestResponse<ProblemDetails> hungUp(HungUp gone) {
        Log.debug("Whoever asked has hung up", gone);
        return RestResponse.noContent();
    }

    /** Whatever nobody expected. The caller gets a number to quote, the log the details. */
    @ServerExceptionMapper
    public RestResponse<ProblemDetails> unexpected(RuntimeException failure, UriInfo request) {
        String number = UUID.randomUUID().toString();
        Log.errorf(failure, "Unexpected failure %s on %s", number, request.getPath());
        return respond(
                ProblemDetails.of(Problem.INTERNAL, Problem.INTERNAL.explanation(), List.of(), "urn:uuid:" + number));
    }

    private static RestResponse<ProblemDetails> respond(Problem problem, @Nullable String detail, UriInfo request) {
        return respond(ProblemDetails.of(problem, detail, List.of(), instance(request)));
    }

    private static RestResponse<ProblemDetails> respond(ProblemDetails details) {
        return builder(details).build();
    }

    private static ResponseBuilder<ProblemDetails> builder(ProblemDetails details) {
        ResponseBuilder<ProblemDetails> response = ResponseBuilder.<ProblemDetails>create(details.status())
                .entity(details)
                .header(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return details.status() == Problem.UNAVAILABLE.status()
                ? response.header(HttpHeaders.RETRY_AFTER, SHORTLY)
                : response;
    }

    private static String instance(UriInfo request) {
        return request.getRequestUri().getRawPath();
    }
}
