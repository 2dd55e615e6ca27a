package uk.code4health.opendata.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came back, read to its end.
 *
 * @param headers lines of the head after the first
 * @param body without the frames of chunks, still compressed if it was
 * @param trailers lines behind a body in chunks
 * @param millis until its last byte was there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, List<String> headers, byte[] body, List<String> trailers, long millis) {

    Optional<String> header(String name) {
        return valueOf(name, headers);
    }

    Optional<String> trailer(String name) {
        return valueOf(name, trailers);
    }

    boolean isLastOfItsConnection() {
        return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    static Optional<String> valueOf(String name, List<String> lines) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }
}
