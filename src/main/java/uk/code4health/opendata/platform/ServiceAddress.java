package uk.code4health.opendata.platform;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** Where a caller found the service: answers that leave it, such as programs, have whole addresses in them. */
public final class ServiceAddress {

    /** The name or the address of a host, and nothing that would mean something in a program. */
    private static final Pattern FORM =
            Pattern.compile("https?://(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");

    private ServiceAddress() {}

    /**
     * Scheme, host and port, without a slash at the end: {@code https://data.example.org}.
     *
     * @throws ProblemException if the Host header names no host
     */
    public static String of(HttpServerRequest request) {
        String service = request.scheme() + "://" + request.authority();
        if (!FORM.matcher(service).matches()) {
            throw Problem.PARAMETER_INVALID.with("The Host header names no host.");
        }
        return service;
    }
}
