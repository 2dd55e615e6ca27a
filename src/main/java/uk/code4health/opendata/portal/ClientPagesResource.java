package uk.code4health.opendata.portal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.contract.DatasetDocuments;
import uk.code4health.opendata.contract.clients.ClientLanguage;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ServiceAddress;

/** How datasets are asked in a language, by clients made for them. */
@Path("/docs/clients")
@Produces(MediaType.TEXT_HTML)
@Blocking
class ClientPagesResource {

    private final Catalogue catalogue;
    private final DatasetDocuments documents;
    private final Pages pages;

    ClientPagesResource(Catalogue catalogue, DatasetDocuments documents, Pages pages) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.pages = pages;
    }

    /** The pages' templates, checked when the service is built. */
    @CheckedTemplate
    static class Templates {

        private Templates() {}

        static native TemplateInstance languages(List<ClientLanguage> languages);

        static native TemplateInstance language(ClientLanguage language, List<DatasetRow> datasets);

        static native TemplateInstance guide(ClientGuide guide);
    }

    @GET
    @Operation(hidden = true)
    public Response languages(@Context HttpHeaders request) {
        return pages.toRead(Templates.languages(List.of(ClientLanguage.values())), request);
    }

    @GET
    @Path("/{language}")
    @Operation(hidden = true)
    public Response language(@RestPath String language, @Context HttpHeaders request) {
        List<DatasetRow> datasets = catalogue.all().stream()
                .map(DatasetRow::of)
                .sorted(Comparator.comparing(DatasetRow::title, String.CASE_INSENSITIVE_ORDER))
                .toList();
        return pages.toRead(Templates.language(known(language), datasets), request);
    }

    @GET
    @Path("/{language}/{dataset}")
    @Operation(hidden = true)
    public Response guide(
            @RestPath String language,
            @RestPath String dataset,
            @Context HttpHeaders request,
            @Context HttpServerRequest exchange) {
        ClientLanguage wanted = known(language);
        LiveDataset live = catalogue.require(dataset);
        ClientGuide guide = ClientGuide.of(
                wanted, live, documents.tree(live, ServiceAddress.of(exchange).value()));
        return pages.toRead(Templates.guide(guide), request);
    }

    private static ClientLanguage known(String language) {
        return ClientLanguage.of(language)
                .orElseThrow(() -> Problem.CLIENT_NOT_FOUND.with("Clients are made in " + ClientLanguage.ids() + "."));
    }
}
