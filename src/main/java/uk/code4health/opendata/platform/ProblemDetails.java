package uk.code4health.opendata.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of every error, as RFC 9457 has it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Problem", description = "What went wrong and what would work, as RFC 9457 has it.")
public record ProblemDetails(
        @Schema(
                description = "Names the kind of problem and links to its explanation",
                examples = "/problems/parameter-invalid")
        String type,

        String title,
        @Schema(examples = "400") int status,
        @Nullable String detail,
        @Nullable String instance,

        @Schema(description = "Each thing that is wrong, where there is more to say than the detail")
        List<Fault> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemDetails of(ProblemException refusal, @Nullable String instance) {
        return of(refusal.problem(), refusal.detail(), refusal.faults(), instance);
    }

    static ProblemDetails of(Problem problem, @Nullable String detail, List<Fault> faults, @Nullable String instance) {
        return new ProblemDetails(problem.path(), problem.title(), problem.status(), detail, instance, faults);
    }
}
