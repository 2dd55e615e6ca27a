package uk.code4health.opendata.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Sees to it that every answer a test gets is one that the service's contract describes. */
public final class EveryAnswer implements Filter {

    private static final int LARGEST = 1 << 20;

    private @Nullable ContractCheck contract;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        if (path.startsWith("/v1")
                && answer.getContentType() != null
                && !answer.getContentType().isEmpty()) {
            String body = answer.getContentType().contains("json") ? answer.asString() : "not read";
            assertThat(contract()
                            .complaints(
                                    request.getMethod(),
                                    path,
                                    answer.statusCode(),
                                    answer.getContentType(),
                                    body.length() > LARGEST ? "" : body))
                    .as(request.getMethod() + " " + request.getURI())
                    .isEmpty();
        }
        return answer;
    }

    private synchronized ContractCheck contract() {
        if (contract == null) {
            contract =
                    new ContractCheck(given().noFilters().get("/openapi.json").asString());
        }
        return contract;
    }
}
