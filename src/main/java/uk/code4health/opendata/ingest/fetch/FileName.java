package uk.code4health.opendata.ingest.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.net.PercentCodec;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.MessageSupport;

/** What a file is called: by its source (RFC 6266), else by its address. Never a path. */
public final class FileName {

    private static final int LONGEST = 200;
    private static final String EXTENDED = "UTF-8''";

    private FileName() {}

    /** By the last part of an address. */
    public static String of(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        String name = bare(path);
        return name.isEmpty() ? String.valueOf(address.getHost()) : name;
    }

    static String of(HttpMessage response, URI address) {
        return parameter(response, "filename*")
                .filter(value -> value.regionMatches(true, 0, EXTENDED, 0, EXTENDED.length()))
                .map(value -> decoded(value.substring(EXTENDED.length())))
                .or(() -> parameter(response, "filename"))
                .map(FileName::bare)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> of(address));
    }

    private static Optional<String> parameter(HttpMessage response, String name) {
        return Optional.ofNullable(response.getFirstHeader(HttpHeaders.CONTENT_DISPOSITION)).stream()
                .flatMap(header -> MessageSupport.parseElements(header).stream())
                .findFirst()
                .map(disposition -> disposition.getParameterByName(name))
                .map(NameValuePair::getValue);
    }

    private static String decoded(String value) {
        try {
            return new String(
                    new PercentCodec().decode(value.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.UTF_8);
        } catch (DecoderException notEncoded) {
            return value;
        }
    }

    private static String bare(String name) {
        String last = name.replaceFirst("(?s).*[/\\\\]", "")
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return last.substring(0, Math.min(last.length(), LONGEST));
    }
}
