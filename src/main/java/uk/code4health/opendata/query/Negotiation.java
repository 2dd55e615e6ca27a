package uk.code4health.opendata.query;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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
                    "The Accept header is not well-formed; application/json or text/csv would be.");
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
        if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return Optional.of(Format.JSON);
        }
        return type.isCompatible(MediaType.valueOf("text/csv")) ? Optional.of(Format.CSV) : Optional.empty();
    }
}
