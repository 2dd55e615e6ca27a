package uk.code4health.opendata.portal;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import uk.code4health.opendata.platform.Answer;
import uk.code4health.opendata.platform.ContentCoding;
import uk.code4health.opendata.platform.EntityTag;
import uk.code4health.opendata.platform.Problem;

/** Styles, scripts and images of the pages. */
@Path(Assets.PATH)
@Blocking
class AssetsResource {

    /** For who asks for another version than ours, as of a page that another node of the service gave. */
    private static final String NOT_TO_BE_KEPT = "no-cache";

    private final Assets assets;

    AssetsResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Path("/{version}/{name}")
    @Operation(hidden = true)
    public Response asset(@RestPath String version, @RestPath String name, @Context HttpHeaders request) {
        Asset asset =
                assets.find(name).orElseThrow(() -> Problem.NOT_FOUND.with("The pages have no file of this name."));
        ContentCoding coding = ContentCoding.wantedBy(request);
        EntityTag tag = EntityTag.of(asset.version(), coding);
        Response.ResponseBuilder answer = tag.isKnownTo(request)
                ? Response.notModified()
                : Response.ok(asset.content(coding), asset.type())
                        .header(HttpHeaders.CONTENT_ENCODING, coding.header());
        return answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, version.equals(asset.version()) ? Answer.IMMUTABLE : NOT_TO_BE_KEPT)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
