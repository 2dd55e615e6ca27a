package uk.code4health.opendata.platform;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of an answer are coded on their way (RFC 9110, 8.4), by the thread that writes them: the event loop only
 * passes them on. Of several that a caller likes equally, what stands first is taken.
 */
public enum ContentCoding {
    ZSTD(out -> new ZstdOutputStreamNoFinalizer(out, 3)),
    GZIP(GZIPOutputStream::new),
    /** As it is. */
    IDENTITY(out -> out);

    private final Encoder encoder;

    ContentCoding(Encoder encoder) {
        this.encoder = encoder;
    }

    private interface Encoder {
        OutputStream around(OutputStream out) throws IOException;
    }

    /** The coding that a request likes best. */
    public static ContentCoding wantedBy(HttpHeaders request) {
        return wantedBy(request.getRequestHeader(HttpHeaders.ACCEPT_ENCODING));
    }

    /** The same, of the values of the header Accept-Encoding. */
    public static ContentCoding wantedBy(List<String> headers) {
        return headers.isEmpty() ? IDENTITY : AcceptedCodings.of(headers).best();
    }

    /** Codes what is written, and ends with it when it is closed. */
    public OutputStream around(OutputStream out) throws IOException {
        return encoder.around(out);
    }

    /** A whole body, coded. */
    public byte[] of(byte[] body) {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream out = around(coded)) {
            out.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return coded.toByteArray();
    }

    /** What Content-Encoding says; nothing of what is not coded (RFC 9110, 8.4.1). */
    public @Nullable String header() {
        return this == IDENTITY ? null : toString();
    }

    /** As it is called in headers. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
