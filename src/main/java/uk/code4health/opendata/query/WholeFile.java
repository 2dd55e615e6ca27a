package uk.code4health.opendata.query;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.output.CloseShieldOutputStream;
import uk.code4health.opendata.platform.ContentCoding;
import uk.code4health.opendata.platform.HungUp;

/**
 * All records of a question, sent while they are read. It ends with trailers that count the records and give the
 * digest of what was sent (RFC 9530); a failure breaks the connection, so that a part is never taken for the whole.
 */
record WholeFile(
        Records records, Question question, QuestionAddress address, HttpServerRequest request, ContentCoding coding)
        implements StreamingOutput {

    static final String RECORD_COUNT = "X-Record-Count";
    static final String CONTENT_DIGEST = "Content-Digest";

    @Override
    public void write(OutputStream out) throws IOException {
        HttpServerResponse response = request.response();
        MessageDigest sha256 = DigestUtils.getSha256Digest();
        try {
            Records.Answered answered = writeCoded(new DigestOutputStream(out, sha256));
            response.putTrailer(RECORD_COUNT, Long.toString(answered.records()));
            response.putTrailer(
                    CONTENT_DIGEST, "sha-256=:" + Base64.getEncoder().encodeToString(sha256.digest()) + ":");
        } catch (IOException | RuntimeException failure) {
            if (response.closed()) {
                throw new HungUp(failure);
            }
            if (response.headWritten()) {
                breakConnection();
            }
            throw failure;
        }
    }

    private Records.Answered writeCoded(OutputStream out) throws IOException {
        CloseShieldOutputStream open = CloseShieldOutputStream.wrap(out);
        try (OutputStream coded = coding.around(open)) {
            try {
                return records.write(question, address, coded);
            } catch (IOException | RuntimeException failure) {
                open.close(); // else the coding would end as if all were there
                throw failure;
            }
        }
    }

    /**
     * Nothing else tells the reader that the end is missing. It is waited for, as the problem that is answered next would be
     * sent as the end.
     */
    private void breakConnection() {
        request.connection().close().toCompletionStage().toCompletableFuture().join();
    }
}
