package uk.code4health.opendata.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that is larger than the service takes, in words: before it is sent, where its length is said and the
 * client asks first; else without reading it. Quarkus would answer nothing but the status.
 */
@Singleton
class BodyLimit {

    private static final int AFTER_THE_GUARD = 9_000;
    private static final int AFTER_QUARKUS = 1;

    /** What stands around the file in a form. The form's own limit is reached first, and has words. */
    private static final long ROOM_FOR_THE_FORM = 1 << 20;

    /** Who hangs up on someone who still talks is not heard: so long the body is let in, and forgotten. */
    private static final long LONGEST_LISTENING_MILLIS = 10_000;

    private final long most;
    private final long mostOfAPart;
    private final ObjectMapper json;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
            @ConfigProperty(name = "quarkus.http.limits.max-form-attribute-size") MemorySize mostOfAPart,
            ObjectMapper json) {
        this.most = most.asLongValue();
        this.mostOfAPart = mostOfAPart.asLongValue();
        this.json = json;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::passIfShort, AFTER_THE_GUARD);
        filters.register(this::leaveUnknownLengthsToTheForm, AFTER_QUARKUS);
    }

    /** What is said of a body whose length was not known before. */
    String detail() {
        return "The upload is larger than this service takes, " + inWords(most)
                + ", or a part of the form without a file name is larger than " + inWords(mostOfAPart) + "."
                + advice();
    }

    private String detail(String length) {
        return "The upload is " + length + " bytes long; this service takes " + inWords(most) + " at most." + advice();
    }

    private static String advice() {
        return " A file may be packed, with gzip or as a ZIP. Whoever runs the service can allow more:"
                + " QUARKUS_HTTP_LIMITS_MAX_BODY_SIZE.";
    }

    private static String inWords(long bytes) {
        return FileUtils.byteCountToDisplaySize(bytes) + " (" + bytes + " bytes)";
    }

    private void passIfShort(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > most) {
            refuse(request, detail(length));
        } else {
            request.next();
        }
    }

    private void leaveUnknownLengthsToTheForm(RoutingContext request) {
        if (request.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, most + ROOM_FOR_THE_FORM);
        }
        request.next();
    }

    private void refuse(RoutingContext request, String detail) {
        Problem problem = Problem.BODY_TOO_LARGE;
        Buffer body = Buffer.buffer(bytes(
                ProblemDetails.of(problem, detail, List.of(), request.request().path())));
        HttpServerResponse answer = request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (isHttp1(request.request())) {
            answer.putHeader(HttpHeaders.CONNECTION, "close");
        }
        answer.write(body);
        if (request.request().headers().contains(HttpHeaders.EXPECT)) {
            end(request);
        } else {
            endAfterListening(request);
        }
    }

    private static void endAfterListening(RoutingContext request) {
        HttpServerRequest incoming = request.request();
        incoming.exceptionHandler(failure -> end(request));
        incoming.endHandler(nothing -> end(request));
        incoming.handler(forgotten -> {});
        incoming.resume();
        request.vertx().setTimer(LONGEST_LISTENING_MILLIS, timer -> end(request));
    }

    private static void end(RoutingContext request) {
        HttpServerResponse answer = request.response();
        if (!answer.ended() && !answer.closed()) {
            answer.end().onComplete(written -> {
                if (isHttp1(request.request())) {
                    request.request().connection().close();
                }
            });
        }
    }

    private static boolean isHttp1(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2;
    }

    private byte[] bytes(ProblemDetails problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
