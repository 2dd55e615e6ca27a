package uk.code4health.opendata.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param parameter the query or path parameter at fault, or the property of a body
 * @param pointer the place in a body that is at fault, as a JSON Pointer (RFC 6901); where it is no parameter
 * @param detail what is wrong with it
 * @param allowed what it may be
 * @param didYouMean the nearest thing that would work
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Fault(
        @Nullable String parameter,
        @Nullable String pointer,
        String detail,
        List<String> allowed,
        @Nullable String didYouMean) {

    public Fault(String parameter, String detail) {
        this(parameter, detail, List.of(), null);
    }

    public Fault(String parameter, String detail, List<String> allowed, @Nullable String didYouMean) {
        this(parameter, null, detail, allowed, didYouMean);
    }

    /** What is wrong at a place of a body. */
    public static Fault at(String pointer, String detail) {
        return new Fault(null, pointer.isEmpty() ? "/" : pointer, detail, List.of(), null);
    }
}
