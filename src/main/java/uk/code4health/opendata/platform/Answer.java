package uk.code4health.opendata.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.commons.codec.digest.DigestUtils;

/** Makes small answers that can be revalidated: the validator is the digest of what is written. */
@Singleton
public class Answer {

    /** What is live may be reused for a minute, and for ten more while it is asked for anew. */
    public static final String LIVE = "public, max-age=60, stale-while-revalidate=600";

    /** What never changes. */
    public static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** JSON that is also RDF: JSON-LD 1.1. */
    public static final String JSON_LD = "application/ld+json";

    private static final String HTML = "text/html;charset=utf-8";

    private final ObjectMapper json;

    Answer(ObjectMapper json) {
        this.json = json;
    }

    /** What is live now, as JSON; or 304 where the caller has it already. */
    public Response live(Object body, Instant lastModified, HttpHeaders request) {
        return json(body, lastModified, request, LIVE);
    }

    /** What will always be the same, as JSON; or 304 where the caller has it already. */
    public Response pinned(Object body, Instant lastModified, HttpHeaders request) {
        return json(body, lastModified, request, IMMUTABLE);
    }

    /** What is live now, as JSON-LD that can stand in an HTML page as it is; or 304 where the caller has it already. */
    public Response linkedData(Object body, Instant lastModified, HttpHeaders request) {
        return answer(bytes(json.writer(ForScriptElements.ESCAPES), body), JSON_LD, request, LIVE)
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.of(lastModified))
                .build();
    }

    /** A page of what is live now, for people; or 304 where the caller has it already. */
    public Response.ResponseBuilder page(String html, HttpHeaders request) {
        return answer(html.getBytes(StandardCharsets.UTF_8), HTML, request, LIVE);
    }

    /** A document about what is live now; or 304 where the caller has it already. */
    public Response document(String text, String mediaType, Instant lastModified, HttpHeaders request) {
        return answer(text.getBytes(StandardCharsets.UTF_8), mediaType, request, LIVE)
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.of(lastModified))
                .build();
    }

    /** A file to keep, packed as it is; or 304 where the caller has it already. */
    public Response file(byte[] file, String mediaType, String name, Instant lastModified, HttpHeaders request) {
        EntityTag tag = EntityTag.of(digest(file), ContentCoding.IDENTITY);
        Response.ResponseBuilder answer = tag.isKnownTo(request)
                ? Response.notModified()
                : Response.ok(file, mediaType)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        return answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, LIVE)
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.of(lastModified))
                .build();
    }

    private Response json(Object body, Instant lastModified, HttpHeaders request, String caching) {
        return answer(bytes(json.writer(), body), MediaType.APPLICATION_JSON, request, caching)
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.of(lastModified))
                .build();
    }

    private static Response.ResponseBuilder answer(byte[] body, String type, HttpHeaders request, String caching) {
        ContentCoding coding = ContentCoding.wantedBy(request);
        EntityTag tag = EntityTag.of(digest(body), coding);
        Response.ResponseBuilder answer = tag.isKnownTo(request)
                ? Response.notModified()
                : Response.ok(coding.of(body), type).header(HttpHeaders.CONTENT_ENCODING, coding.header());
        return answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private static String digest(byte[] body) {
        return DigestUtils.sha256Hex(body).substring(0, 32);
    }

    private static byte[] bytes(ObjectWriter writer, Object body) {
        try {
            return writer.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
