package uk.code4health.opendata.platform;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * Where the caller found the service, for answers that name whole addresses: {@code https://data.example.org}. What the Host
 * header says is only believed where it could be a host.
 *
 * @param value without a slash at its end
 */
public record ServiceAddress(String value) {

    /** The name or the address of a host, and nothing that would mean something in a program or a document. */
    private static final Pattern FORM =
            Pattern.compile("https?://(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");

    public ServiceAddress {
        if (!FORM.matcher(value).matches()) {
            throw Problem.PARAMETER_INVALID.with("The Host header names no host.");
        }
    }

    /**
     * By a request's own words.
     *
     * @throws ProblemException if they name no host
     */
    public static ServiceAddress of(HttpServerRequest request) {
        return new ServiceAddress(request.scheme() + "://" + request.authority());
    }

    /** The whole address of a path of the service. */
    public String at(String path) {
        return value + path;
    }

    @Override
    public String toString() {
        return value;
    }
}
