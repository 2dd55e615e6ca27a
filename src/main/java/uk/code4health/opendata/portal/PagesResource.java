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
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.Links;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.contract.clients.ClientLanguage;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.platform.Problem;

/** The first page, the pages that explain problems, and the reference. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class PagesResource {

    private static final List<ClientLanguage> LANGUAGES = List.of(ClientLanguage.values());

    private final Catalogue catalogue;
    private final Pages pages;

    PagesResource(Catalogue catalogue, Pages pages) {
        this.catalogue = catalogue;
        this.pages = pages;
    }

    /** The pages' templates, checked when the service is built. */
    @CheckedTemplate
    static class Templates {

        private Templates() {}

        static native TemplateInstance home(String address, List<DatasetRow> datasets, String records, boolean sample);

        static native TemplateInstance problems(List<Problem> problems);

        static native TemplateInstance problem(Problem problem);

        static native TemplateInstance reference(
                String about, String dataset, String contract, List<ClientLanguage> languages);
    }

    @GET
    @Operation(hidden = true)
    public Response home(@Context UriInfo uri, @Context HttpHeaders request) {
        List<LiveDataset> datasets = catalogue.all();
        List<DatasetRow> rows = datasets.stream()
                .map(DatasetRow::of)
                .sorted(Comparator.comparing(DatasetRow::title, String.CASE_INSENSITIVE_ORDER))
                .toList();
        long records = datasets.stream().mapToLong(LiveDataset::records).sum();
        return pages.toRead(
                Templates.home(
                        uri.getBaseUri().resolve("/").toString(),
                        rows,
                        DatasetRow.number(records),
                        rows.stream().anyMatch(DatasetRow::sample)),
                request);
    }

    @GET
    @Path("/problems")
    @Operation(hidden = true)
    public Response problems(@Context HttpHeaders request) {
        return pages.toRead(Templates.problems(Arrays.asList(Problem.values())), request);
    }

    @GET
    @Path("/problems/{code}")
    @Operation(hidden = true)
    public Response problem(@RestPath String code, @Context HttpHeaders request) {
        Problem problem =
                Problem.of(code).orElseThrow(() -> Problem.NOT_FOUND.with("There is no problem of this name."));
        return pages.toRead(Templates.problem(problem), request);
    }

    @GET
    @Path("/docs")
    @Operation(hidden = true)
    public Response reference(@Context HttpHeaders request) {
        return pages.toTry(Templates.reference("", "", "/openapi.json", LANGUAGES), request);
    }

    /** The reference of one dataset, whose own contract names its fields. */
    @GET
    @Path("/docs/{dataset}")
    @Operation(hidden = true)
    public Response referenceOf(@RestPath String dataset, @Context HttpHeaders request) {
        Dataset about = catalogue.require(dataset).dataset();
        String id = about.id().value();
        return pages.toTry(Templates.reference(about.title(), id, Links.ofOpenApi(id), LANGUAGES), request);
    }
}
