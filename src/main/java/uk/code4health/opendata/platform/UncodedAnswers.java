package uk.code4health.opendata.platform;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/**
 * Says nothing of the coding of an answer that has none. {@code Content-Encoding: identity} keeps the server from
 * compressing, and is no header to send (RFC 9110, 8.4.1); where the server never compresses, it leaves it in.
 */
@Singleton
class UncodedAnswers {

    private static final int BEFORE_ALL_ANSWERS = -10_001;

    void serve(@Observes Router router) {
        router.route().order(BEFORE_ALL_ANSWERS).handler(request -> {
            request.addHeadersEndHandler(written -> sayNothing(request));
            request.next();
        });
    }

    private static void sayNothing(RoutingContext request) {
        MultiMap headers = request.response().headers();
        if (isNeverCompressed(request)
                && headers.contains(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY, true)) {
            headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        }
    }

    /** As Netty's {@code HttpContentEncoder} has it, which passes these on without a look at their coding. */
    private static boolean isNeverCompressed(RoutingContext request) {
        return request.request().method().equals(HttpMethod.HEAD)
                || request.request().version() == HttpVersion.HTTP_1_0
                || request.response().getStatusCode() == Response.Status.NOT_MODIFIED.getStatusCode()
                || "0".equals(request.response().headers().get(HttpHeaderNames.CONTENT_LENGTH));
    }
}
