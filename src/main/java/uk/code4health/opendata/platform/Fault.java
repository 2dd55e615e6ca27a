package uk.code4health.opendata.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param parameter the query or path parameter at fault
 * @param detail what is wrong with it
 * @param allowed what it may be
 * @param didYouMean the nearest thing that would work
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Fault(
        String parameter,
        String detail,
        List<String> allowed,
        @Nullable String didYouMean) {

    public Fault(String parameter, String detail) {
        this(parameter, detail, List.of(), null);
    }
}
