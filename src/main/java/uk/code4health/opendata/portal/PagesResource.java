package uk.code4health.opendata.portal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.platform.Answer;
import uk.code4health.opendata.platform.Problem;

/** The first page, and the pages that explain problems. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class PagesResource {

    /** Pages hold no script and take nothing from elsewhere. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Catalogue catalogue;
    private final Answer answer;

    PagesResource(Catalogue catalogue, Answer answer) {
        this.catalogue = catalogue;
        this.answer = answer;
    }

    /** The pages' templates, checked when the service is built. */
    @CheckedTemplate
    static class Templates {

        private Templates() {}

        static native TemplateInstance home(String address, List<LiveDataset> datasets, long records);

        static native TemplateInstance problems(List<Problem> problems);
    }

    @GET
    @Operation(hidden = true)
    public Response home(@Context UriInfo uri, @Context HttpHeaders headers) {
        List<LiveDataset> datasets = catalogue.all();
        return page(
                Templates.home(
                        uri.getBaseUri().resolve("/").toString(),
                        datasets,
                        datasets.stream().mapToLong(LiveDataset::records).sum()),
                headers);
    }

    @GET
    @Path("/problems")
    @Operation(hidden = true)
    public Response problems(@Context HttpHeaders headers) {
        return page(Templates.problems(Arrays.asList(Problem.values())), headers);
    }

    @GET
    @Path("/problems/{code}")
    @Operation(hidden = true)
    public Response problem(@RestPath String code, @Context HttpHeaders headers) {
        Problem problem =
                Problem.of(code).orElseThrow(() -> Problem.NOT_FOUND.with("There is no problem of this name."));
        return page(Templates.problems(List.of(problem)), headers);
    }

    private Response page(TemplateInstance page, HttpHeaders headers) {
        return answer.page(page.render(), headers)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
