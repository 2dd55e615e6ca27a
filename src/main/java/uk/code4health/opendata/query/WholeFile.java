package uk.code4health.opendata.query;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * All records of a question, sent while they are read. It ends with trailers that count the records and give the
 * digest (RFC 9530); a failure breaks the connection, so that a part is never taken for the whole.
 */
record WholeFile(
        Records records, Question question, QuestionAddress address, HttpServerResponse response, boolean compressed)
        implements StreamingOutput {

    static final String RECORD_COUNT = "X-Record-Count";
    static final String CONTENT_DIGEST = "Content-Digest";

    @Override
    public void write(OutputStream out) throws IOException {
        MessageDigest sha256 = DigestUtils.getSha256Digest();
        try {
            Records.Answered answered = records.write(question, address, new DigestOutputStream(out, sha256));
            response.putTrailer(RECORD_COUNT, Long.toString(answered.records()));
            if (!compressed) { // the digest is of what is sent, which compression makes another
                response.putTrailer(
                        CONTENT_DIGEST, "sha-256=:" + Base64.getEncoder().encodeToString(sha256.digest()) + ":");
            }
        } catch (IOException | RuntimeException failure) {
            if (response.headWritten()) {
                response.reset(); // nothing else tells the reader that the end is missing
            }
            throw failure;
        }
    }
}
