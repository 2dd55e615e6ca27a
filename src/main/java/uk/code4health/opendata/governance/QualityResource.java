package uk.code4health.opendata.governance;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.AsAt;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.EditionThen;
import uk.code4health.opendata.catalogue.History;
import uk.code4health.opendata.catalogue.KnownParameters;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.catalogue.Release;
import uk.code4health.opendata.platform.Answer;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** How good the data is. */
@Path("/v1/datasets/{dataset}/quality")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
class QualityResource {

    private static final List<String> PARAMETERS = List.of("release", AsAt.PARAMETER);

    private final Catalogue catalogue;
    private final History history;
    private final QualityReports reports;
    private final Answer answer;
    private final Clock clock;

    QualityResource(Catalogue catalogue, History history, QualityReports reports, Answer answer, Clock clock) {
        this.catalogue = catalogue;
        this.history = history;
        this.reports = reports;
        this.answer = answer;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getQuality",
            summary = "The quality report of a release",
            description =
                    "Completeness, validity, uniqueness, timeliness and consistency, each with its formula and where it"
                            + " falls short; what changed against the release before; and for every field what stands in it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Quality.class)))
    public Response quality(
            @RestPath @Parameter(example = "gp-practices") String dataset,
            @RestQuery @Parameter(description = "A release by its id; the newest where absent") @Nullable String release,
            @RestQuery(AsAt.PARAMETER)
                    @Parameter(
                            description =
                                    "Instead of a release: the newest there was at this instant, or when this day ended in"
                                            + " London, with its timeliness of then")
                    @Nullable String asAt,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        KnownParameters.requireOnce(uri.getQueryParameters(), PARAMETERS);
        LiveDataset live = catalogue.require(dataset);
        Optional<AsAt> time = Optional.ofNullable(asAt).map(AsAt::read);
        Release asked = asked(live, Optional.ofNullable(release), time);
        QualityReport report = reports.of(asked).orElseThrow(QualityResource::none);
        Quality quality = Quality.of(
                dataset,
                asked.id().orElseThrow(),
                asked.isSample(),
                asked.publishedAt().orElseThrow(),
                live.dataset().updateFrequency(),
                report,
                time.map(AsAt::instant).filter(clock.instant()::isAfter).orElseGet(clock::instant));
        return answer.live(quality, live.lastModified(), headers);
    }

    private Release asked(LiveDataset live, Optional<String> release, Optional<AsAt> asAt) {
        if (release.isPresent() && asAt.isPresent()) {
            throw AsAt.besideARelease();
        }
        return release.or(() -> asAt.map(time -> newest(history.at(live, time))))
                .map(id -> catalogue.requireRelease(live.dataset().id(), id))
                .orElseGet(() -> newest(live));
    }

    private static String newest(EditionThen then) {
        return then.edition().releases().get(0);
    }

    private Release newest(LiveDataset live) {
        List<Release> releases = catalogue.releases(live.dataset().id());
        if (releases.isEmpty()) {
            throw none();
        }
        return releases.get(0);
    }

    private static RuntimeException none() {
        return Problem.RELEASE_NOT_FOUND.with(new Fault(
                "release", "There is no report: nothing is published yet, or it was read before reports were kept."));
    }
}
