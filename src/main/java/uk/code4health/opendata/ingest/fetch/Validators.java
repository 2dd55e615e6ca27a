package uk.code4health.opendata.ingest.fetch;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/**
 * By what a source tells whether a file is still the same (RFC 9110, 8.8).
 *
 * @param etag as it stood in the header, quotation marks included
 * @param lastModified as it stood in the header
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {

    private static final Pattern FORM = Pattern.compile("[ -~]{1,1000}");

    static final Validators NONE = new Validators(null, null);

    static Validators of(HttpMessage response) {
        return new Validators(value(response, HttpHeaders.ETAG), value(response, HttpHeaders.LAST_MODIFIED));
    }

    /** Asks for the file only if it is another one by now. */
    void askForChange(HttpMessage request) {
        if (etag != null) {
            request.setHeader(HttpHeaders.IF_NONE_MATCH, etag);
        }
        if (lastModified != null) {
            request.setHeader(HttpHeaders.IF_MODIFIED_SINCE, lastModified);
        }
    }

    /** What may stand in If-Range: only what is the same byte for byte. */
    Optional<String> forRange() {
        return Optional.ofNullable(etag)
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> etag == null ? Optional.ofNullable(lastModified) : Optional.empty());
    }

    /** Whether an answer says of itself that it is of the very same file (RFC 9110, 15.3.7.3). */
    boolean areOf(HttpMessage response) {
        return forRange().isPresent() && forRange().equals(of(response).forRange());
    }

    /** A value that cannot be kept as it is, and sent again, is none. */
    private static @Nullable String value(HttpMessage message, String name) {
        Header header = message.getFirstHeader(name);
        return header != null
                        && header.getValue() != null
                        && FORM.matcher(header.getValue()).matches()
                ? header.getValue()
                : null;
    }
}
