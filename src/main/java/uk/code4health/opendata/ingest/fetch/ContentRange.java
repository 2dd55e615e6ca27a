package uk.code4health.opendata.ingest.fetch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a file an answer holds (RFC 9110, 14.4).
 *
 * @param total the whole file's bytes; 0 if not said
 */
record ContentRange(long first, long last, long total) {

    private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    static Optional<ContentRange> of(@Nullable String header) {
        Matcher form = FORM.matcher(header == null ? "" : header.strip());
        return form.matches()
                ? Optional.of(new ContentRange(
                        Long.parseLong(form.group(1)),
                        Long.parseLong(form.group(2)),
                        form.group(3).equals("*") ? 0 : Long.parseLong(form.group(3))))
                : Optional.empty();
    }
}
