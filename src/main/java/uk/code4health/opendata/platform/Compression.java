package uk.code4health.opendata.platform;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** Foretells whether the HTTP server compresses an answer, which it does after the headers were written. */
public final class Compression {

    private static final Server SERVER = new Server();

    private Compression() {}

    /** Whether the answer to a request is compressed on its way, if it is of a media type that is. */
    public static boolean isWantedBy(HttpHeaders request) {
        List<String> accepted = request.getRequestHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && SERVER.determineEncoding(String.join(",", accepted)) != null;
    }

    /** What stands in the server's own pipeline, with the codings that Vert.x gives it; asked, and never run. */
    private static final class Server extends HttpContentCompressor {

        Server() {
            super(StandardCompressionOptions.gzip(), StandardCompressionOptions.deflate());
        }

        @Override
        protected String determineEncoding(String accepted) {
            return super.determineEncoding(accepted);
        }
    }
}
