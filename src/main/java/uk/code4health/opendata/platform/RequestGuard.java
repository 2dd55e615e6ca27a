package uk.code4health.opendata.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.net.URLCodec;

/**
 * What happens to every request before anything reads it: an address that is not well-formed is refused rather than
 * repaired, and pages of any origin may read.
 */
@Singleton
public class RequestGuard {

    private static final int BEFORE_ALL_OTHERS = 10_000;
    private static final int BEFORE_ROUTING = -10_000;

    /** With it, Quarkus leaves it to us to refuse malformed addresses, which it would do without a word. Read at start. */
    private static final String OWN_VALIDATION = "vertx.disableURIValidation";

    /** Load balancers ask here in HTTP/1.0, which knows no Host. */
    private static final String PROBES = "/q/";

    private static final Set<String> EXPOSED = Set.of(
            "ETag",
            "Last-Modified",
            "Link",
            "X-Total-Count",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "Deprecation",
            "Sunset");

    private final ObjectMapper json;

    RequestGuard(ObjectMapper json) {
        this.json = json;
    }

    /** To be called before the service starts. */
    public static void takeOverValidation() {
        System.setProperty(OWN_VALIDATION, "true");
    }

    void guard(@Observes Filters filters) {
        filters.register(this::passWellFormed, BEFORE_ALL_OTHERS);
    }

    /** Reads are open to every origin; the answer is the same for all of them, so that caches may share it. */
    void open(@Observes Router router) {
        router.errorHandler(Problem.PARAMETER_INVALID.status(), this::refuseMalformed); // found so by the router itself
        CorsHandler origins = CorsHandler.create()
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS))
                .allowedHeaders(Set.of("Accept", "If-None-Match"))
                .exposedHeaders(EXPOSED);
        router.route()
                .order(BEFORE_ROUTING)
                .handler(request -> open(request, origins))
                .failureHandler(this::refuseUnread);
    }

    /** The handler reads some origins beyond their end. What is behind it fails in its own way, and not here. */
    private void open(RoutingContext request, CorsHandler origins) {
        try {
            origins.handle(request);
        } catch (IndexOutOfBoundsException notAnOrigin) {
            refuseOrigin(request);
        }
    }

    /** What fails before it is read. Nothing is forbidden to any origin: the handler calls so what is none. */
    private void refuseUnread(RoutingContext request) {
        if (request.statusCode() == Problem.FORBIDDEN.status()) {
            refuseOrigin(request);
        } else if (namesNoHost(request)) {
            refuseNameless(request);
        } else {
            request.next();
        }
    }

    private void refuseOrigin(RoutingContext request) {
        request.response().setStatusMessage(HttpResponseStatus.BAD_REQUEST.reasonPhrase());
        refuse(
                request,
                Problem.PARAMETER_INVALID,
                "The header Origin is a scheme, a host and perhaps a port, such as https://example.org, or null.");
    }

    private void passWellFormed(RoutingContext request) {
        if (fault(request.request().uri()).isPresent()) {
            refuseMalformed(request);
        } else if (namesNoHost(request) && !request.request().path().startsWith(PROBES)) {
            refuseNameless(request);
        } else {
            request.next();
        }
    }

    private static boolean namesNoHost(RoutingContext request) {
        return request.request().authority() == null;
    }

    /** Answers name addresses of the service, which only the caller knows. */
    private void refuseNameless(RoutingContext request) {
        refuse(
                request,
                Problem.PARAMETER_INVALID,
                "The header Host is missing. It names the host that is asked, such as localhost:8080.");
    }

    private void refuseMalformed(RoutingContext request) {
        String detail = fault(request.request().uri()).orElse("The request is not well-formed HTTP.");
        refuse(request, Problem.PARAMETER_INVALID, detail);
    }

    private void refuse(RoutingContext request, Problem problem, String detail) {
        ProblemDetails details =
                ProblemDetails.of(problem, detail, List.of(), request.request().path());
        request.response()
                .setStatusCode(details.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(Buffer.buffer(bytes(details)));
    }

    /** What is wrong with the percent-encoding of an address (RFC 3986), if anything is. */
    static Optional<String> fault(String address) {
        try {
            byte[] decoded = URLCodec.decodeUrl(address.getBytes(StandardCharsets.ISO_8859_1));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                return Optional.of("The address holds a NUL character (%00), which no name and no value has.");
            }
            new URI(address);
            return Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.of("The character at place " + notAnAddress.getIndex()
                    + " of the address must be percent-encoded: a space is %20, a quotation mark %22, a bar %7C.");
        } catch (DecoderException notEncoded) {
            return Optional.of(
                    "A percent sign in the address must be followed by two hexadecimal digits; the percent sign"
                            + " itself is %25.");
        } catch (CharacterCodingException notUtf8) {
            return Optional.of(
                    "The address holds bytes that are not UTF-8. Letters beyond ASCII are percent-encoded as UTF-8:"
                            + " %C3%A9 is é.");
        }
    }

    private byte[] bytes(ProblemDetails problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
