package uk.code4health.opendata.platform;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;

/**
 * A strong validator (RFC 9110, 8.8.3).
 *
 * @param value visible ASCII without quotation marks
 */
public record EntityTag(String value) {

    /** Whether the request's If-None-Match names it; compared weakly, as RFC 9110 has it for this header. */
    public boolean isKnownTo(HttpHeaders request) {
        List<String> headers = request.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        return headers != null
                && headers.stream()
                        .flatMap(header -> Arrays.stream(header.split(",", -1)))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(toString()) || tag.equals("W/" + this));
    }

    /** As it stands in the header. */
    @Override
    public String toString() {
        return '"' + value + '"';
    }
}
