package uk.code4health.opendata.query;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.platform.EntityTag;

/**
 * An answer as it is sent, to be sent again.
 *
 * @param live what could be seen of its dataset when it was asked; with anything else it may be another
 * @param route the template of its address
 * @param body coded, as the headers say
 */
record KeptAnswer(LiveDataset live, EntityTag tag, String route, List<Map.Entry<String, String>> headers, Buffer body) {

    /** Where Quarkus looks for the template of an address when it counts requests. */
    static final String ROUTE = "UrlPathTemplate";

    private static final int BYTES_OF_A_HEADER = 150;

    KeptAnswer {
        headers = List.copyOf(headers);
    }

    /** What a response says. */
    static KeptAnswer of(LiveDataset live, EntityTag tag, String route, Response response, byte[] body) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        response.getStringHeaders()
                .forEach((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
        return new KeptAnswer(live, tag, route, headers, Buffer.buffer(body));
    }

    /** The same, for a request that has come to a resource. */
    Response response() {
        Response.ResponseBuilder response = Response.ok(body);
        headers.forEach(header -> response.header(header.getKey(), header.getValue()));
        return response.build();
    }

    /** Answers a request that has come no further than the router, or tells its sender that this is what it has. */
    void send(HttpServerRequest request) {
        Objects.requireNonNull(Vertx.currentContext()).putLocal(ROUTE, route);
        HttpServerResponse response = request.response();
        boolean known = tag.isAmong(request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH));
        for (Map.Entry<String, String> header : headers) {
            if (!known || !isOfTheBody(header.getKey())) {
                response.headers().add(header.getKey(), header.getValue());
            }
        }
        if (known) {
            response.setStatusCode(Response.Status.NOT_MODIFIED.getStatusCode()).end();
        } else if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    /** Roughly, in memory. */
    int bytes() {
        return body.length() + BYTES_OF_A_HEADER * headers.size();
    }

    private static boolean isOfTheBody(String header) {
        return header.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                || header.equalsIgnoreCase(HttpHeaders.CONTENT_ENCODING)
                || header.equalsIgnoreCase(HttpHeaders.CONTENT_DISPOSITION);
    }
}
