package uk.code4health.opendata.catalogue;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import uk.code4health.opendata.platform.Answer;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** The catalogue: which datasets there are and what they look like. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue", description = "Which datasets there are, and what is in them")
class CatalogueResource {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final Catalogue catalogue;
    private final Answer answer;
    private final Clock clock;

    CatalogueResource(Catalogue catalogue, Answer answer, Clock clock) {
        this.catalogue = catalogue;
        this.answer = answer;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getEntryPoint",
            summary = "Where the API begins",
            description = "How many datasets and records there are, and where to go from here")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryPoint.class)))
    public Response entryPoint(@Context UriInfo uri, @Context HttpHeaders headers) {
        requireNoParameters(uri);
        List<LiveDataset> all = catalogue.all();
        long records = all.stream().mapToLong(LiveDataset::records).sum();
        Map<String, String> links = new TreeMap<>(Map.of(
                "self", "/v1",
                "datasets", Links.DATASETS,
                "catalogue", Links.CATALOGUE,
                "openapi", "/openapi.json",
                "documentation", "/docs",
                "health", "/q/health",
                "home", "/"));
        return describedBy(
                answer.live(
                        new EntryPoint("Code4Health Open Data", all.size(), records, "up", links),
                        LiveDataset.lastModified(all),
                        headers),
                Links.CATALOGUE,
                Answer.JSON_LD);
    }

    @GET
    @Path("/datasets")
    @Operation(
            operationId = "listDatasets",
            summary = "List the datasets",
            description =
                    "What each of them is, from whom, how many records are live, and under which terms; page by page")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Words that stand in the id, title, description or keywords",
            schema = @Schema(type = SchemaType.STRING),
            example = "practice")
    @Parameter(
            name = "keyword",
            in = ParameterIn.QUERY,
            description = "Only datasets with this keyword",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "publisher",
            in = ParameterIn.QUERY,
            description = "Only datasets of this publisher",
            schema = @Schema(type = SchemaType.STRING),
            example = "NHS England")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "id, title or last_modified; with - in front, the other way round",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "id"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "At most so many datasets",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "Where to go on, from next",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DatasetsPage.class)))
    public Response datasets(@Context UriInfo uri, @Context HttpHeaders headers) {
        List<LiveDataset> all = catalogue.all();
        Response page = answer.live(page(all, DatasetsRequest.of(uri)), LiveDataset.lastModified(all), headers);
        return describedBy(page, Links.CATALOGUE, Answer.JSON_LD);
    }

    @GET
    @Path("/datasets/{dataset}")
    @Operation(
            operationId = "getDataset",
            summary = "One dataset: what it is, what is live, where to read on",
            description =
                    "Title, description, publisher, licence and coverage, the release that is live and when the next is expected, with links to its records, schema and documentation")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DatasetView.class)))
    public Response dataset(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        requireNoParameters(uri);
        LiveDataset live = catalogue.require(dataset);
        Response view = answer.live(DatasetView.of(live, today()), live.lastModified(), headers);
        String id = live.dataset().id().value();
        return describedBy(
                describedBy(view, Links.ofDataPackage(id), MediaType.APPLICATION_JSON),
                Links.ofSchemaOrg(id),
                Answer.JSON_LD);
    }

    @GET
    @Path("/datasets/{dataset}/schema")
    @Operation(
            operationId = "getSchema",
            summary = "The fields of a dataset, as Frictionless Table Schema v2",
            description =
                    "Each field with its type, its constraints, its codes and the texts that stand for missing values, and the keys")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SchemaView.class)))
    public Response schema(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        requireNoParameters(uri);
        LiveDataset live = catalogue.require(dataset);
        return answer.live(SchemaView.of(live.dataset().schema()), live.changedAt(), headers);
    }

    @GET
    @Path("/datasets/{dataset}/releases")
    @Operation(
            operationId = "listReleases",
            summary = "The published releases of a dataset, newest first",
            description =
                    "Each with where it came from, the digest of the file, how many records it has and what it supersedes")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleasesPage.class)))
    public Response releases(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        requireNoParameters(uri);
        LiveDataset live = catalogue.require(dataset);
        List<ReleaseView> releases = catalogue.releases(live.dataset().id()).stream()
                .map(ReleaseView::of)
                .toList();
        return answer.live(ReleasesPage.of(releases), live.lastModified(), headers);
    }

    @GET
    @Path("/datasets/{dataset}/releases/{release}")
    @Operation(
            operationId = "getRelease",
            summary = "One published release",
            description =
                    "Where it came from, the digest of the file, how many records it has and what it supersedes. It never changes")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    public Response release(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @RestPath @Parameter(example = "2026-07-17.1") String release,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        requireNoParameters(uri);
        LiveDataset live = catalogue.require(dataset);
        Release found = catalogue.requireRelease(live.dataset().id(), release);
        return answer.live(ReleaseView.of(found), live.lastModified(), headers);
    }

    private DatasetsPage page(List<LiveDataset> all, DatasetsRequest asked) {
        List<LiveDataset> matching =
                all.stream().filter(asked::matches).sorted(asked.order()).toList();
        Predicate<LiveDataset> isCursor = live ->
                asked.cursor().filter(live.dataset().id().value()::equals).isPresent();
        int from = asked.cursor().isEmpty() ? 0 : 1 + indexOf(matching, isCursor);
        List<LiveDataset> page = matching.subList(from, Math.min(matching.size(), from + asked.limit()));
        boolean complete = from + page.size() == matching.size();
        return new DatasetsPage(
                page.stream().map(live -> DatasetView.of(live, today())).toList(),
                new DatasetsPage.Page(
                        page.size(),
                        asked.limit(),
                        matching.size(),
                        complete,
                        complete ? null : asked.next(page.get(page.size() - 1))));
    }

    private static int indexOf(List<LiveDataset> matching, Predicate<LiveDataset> isCursor) {
        for (int at = 0; at < matching.size(); at++) {
            if (isCursor.test(matching.get(at))) {
                return at;
            }
        }
        throw Problem.CURSOR_INVALID.with(
                new Fault("cursor", "This cursor does not belong to this question. Start again without one."));
    }

    /** The same answer with a link to what else describes what it is about (RFC 8288). */
    private static Response describedBy(Response answer, String target, String mediaType) {
        return Response.fromResponse(answer)
                .header(HttpHeaders.LINK, "<" + target + ">; rel=\"describedby\"; type=\"" + mediaType + "\"")
                .build();
    }

    private static void requireNoParameters(UriInfo uri) {
        uri.getQueryParameters().keySet().stream().findFirst().ifPresent(name -> {
            throw Problem.PARAMETER_INVALID.with(new Fault(name, "There are no parameters here."));
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), LONDON);
    }
}
