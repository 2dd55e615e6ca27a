package uk.code4health.opendata.query;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.platform.Problem;

/** Chooses the format that an Accept header likes best; JSON where it likes everything. */
final class Negotiation {

    private Negotiation() {}

    /** The format to answer a request in. */
    static Format of(HttpHeaders request) {
        try {
            return of(request.getAcceptableMediaTypes());
        } catch (IllegalArgumentException malformed) {
            throw Problem.NOT_ACCEPTABLE.with(
                    "The Accept header is not well-formed; application/json, text/csv or application/x-ndjson would be,"
                            + " or the media type of another format.");
        }
    }

    /**
     * The format to answer in.
     *
     * @param acceptable best first, as Jakarta REST sorts them
     */
    static Format of(List<MediaType> acceptable) {
        return acceptable.stream()
                .map(Negotiation::format)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> Problem.NOT_ACCEPTABLE.with(Problem.NOT_ACCEPTABLE.explanation()));
    }

    private static Optional<Format> format(MediaType type) {
        return Arrays.stream(Format.values())
                .filter(format -> format.isMeantBy(type))
                .findFirst();
    }
}
