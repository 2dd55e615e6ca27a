package uk.code4health.opendata.platform;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Foretells whether the HTTP server compresses an answer, which it does after the headers were written. */
public final class Compression {

    private static final Server SERVER = new Server();

    private Compression() {}

    /** Whether the answer to a request is compressed on its way, if it is of a media type that is. */
    public static boolean isWantedBy(HttpHeaders request) {
        List<String> accepted = request.getRequestHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && coding(String.join(",", accepted)).isPresent();
    }

    /** The coding that the server chooses for a value of Accept-Encoding: {@code gzip}, {@code deflate}, or none. */
    public static Optional<String> coding(String accepted) {
        return Optional.ofNullable(SERVER.determineEncoding(accepted));
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
