package uk.code4health.opendata.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.commons.codec.digest.DigestUtils;

/** Makes small JSON answers that can be revalidated: the validator is the digest of what is written. */
@Singleton
public class Answer {

    /** What is live may be reused for a minute, and for ten more while it is asked for anew. */
    public static final String LIVE = "public, max-age=60, stale-while-revalidate=600";

    /** What never changes. */
    public static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private final ObjectMapper json;

    Answer(ObjectMapper json) {
        this.json = json;
    }

    /** What is live now, as JSON; or 304 where the caller has it already. */
    public Response live(Object body, Instant lastModified, HttpHeaders request) {
        return answer(body, lastModified, request, LIVE);
    }

    /** What will always be the same, as JSON; or 304 where the caller has it already. */
    public Response pinned(Object body, Instant lastModified, HttpHeaders request) {
        return answer(body, lastModified, request, IMMUTABLE);
    }

    private Response answer(Object body, Instant lastModified, HttpHeaders request, String caching) {
        byte[] bytes = bytes(body);
        ContentCoding coding = ContentCoding.wantedBy(request);
        EntityTag tag = EntityTag.of(DigestUtils.sha256Hex(bytes).substring(0, 32), coding);
        Response.ResponseBuilder answer = tag.isKnownTo(request)
                ? Response.notModified()
                : Response.ok(coding.of(bytes), MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CONTENT_ENCODING, coding);
        return answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.of(lastModified))
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .build();
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
