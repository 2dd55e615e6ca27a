package uk.code4health.opendata.ingest;

import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.KnownParameters;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/**
 * Which jobs somebody wants to see.
 *
 * @param cursor the last job of the page before
 */
record JobsRequest(Optional<String> dataset, Optional<JobState> state, int limit, Optional<UUID> cursor) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int HIGHEST_LIMIT = 100;
    private static final List<String> PARAMETERS = List.of("dataset", "state", "limit", "cursor");
    private static final List<String> STATES =
            Arrays.stream(JobState.values()).map(JobState::label).toList();

    static JobsRequest of(UriInfo uri) {
        KnownParameters.requireOnce(uri.getQueryParameters(), PARAMETERS);
        return new JobsRequest(
                value(uri, "dataset").map(JobsRequest::dataset),
                value(uri, "state").map(JobsRequest::state),
                limit(value(uri, "limit").orElse(null)),
                value(uri, "cursor").map(JobsRequest::cursor));
    }

    /** The same question from the job after this one on. */
    String next(Job last) {
        return "/v1/publishing/jobs?limit=" + limit
                + dataset.map(id -> "&dataset=" + id).orElse("")
                + state.map(each -> "&state=" + each.label()).orElse("")
                + "&cursor=" + last.id;
    }

    private static Optional<String> value(UriInfo uri, String name) {
        return Optional.ofNullable(uri.getQueryParameters().getFirst(name));
    }

    private static String dataset(String id) {
        try {
            return new DatasetId(id).value();
        } catch (IllegalArgumentException notAnId) {
            throw Problem.PARAMETER_INVALID.with(new Fault("dataset", "This cannot be the id of a dataset."));
        }
    }

    private static JobState state(String label) {
        if (!STATES.contains(label)) {
            throw Problem.PARAMETER_INVALID.with(new Fault(
                    "state",
                    "A job has no such state.",
                    STATES,
                    Nearest.to(label, STATES).orElse(null)));
        }
        return JobState.valueOf(label.toUpperCase(Locale.ROOT));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw Problem.PARAMETER_INVALID.with(
                    new Fault("limit", "The limit is a whole number from 1 to " + HIGHEST_LIMIT + "."));
        }
        return limit;
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            throw Problem.CURSOR_INVALID.with(new Fault("cursor", "This is not a cursor of this list."));
        }
    }
}
