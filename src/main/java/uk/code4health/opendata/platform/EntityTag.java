package uk.code4health.opendata.platform;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;

/**
 * A validator (RFC 9110, 8.8.3): strong where an answer is sent as it was written, weak where it is coded on its way.
 *
 * <p>The two must not have the same strong validator, and another version of a library may code in other bytes.
 * Compared weakly they are equal, so that whoever has an answer in one coding is not sent it again in the other.
 *
 * @param value visible ASCII without quotation marks and commas
 */
public record EntityTag(String value, boolean weak) {

    /** The validator of an answer in a coding. */
    public static EntityTag of(String value, ContentCoding coding) {
        return new EntityTag(value, coding != ContentCoding.IDENTITY);
    }

    /** Whether the request's If-None-Match names it; compared weakly, as RFC 9110 has it for this header. */
    public boolean isKnownTo(HttpHeaders request) {
        List<String> headers = request.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        return headers != null && isAmong(headers);
    }

    /** The same, of the values of that header. */
    public boolean isAmong(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(quoted()) || tag.equals("W/" + quoted()));
    }

    /** As it stands in the header. */
    @Override
    public String toString() {
        return weak ? "W/" + quoted() : quoted();
    }

    private String quoted() {
        return '"' + value + '"';
    }
}
