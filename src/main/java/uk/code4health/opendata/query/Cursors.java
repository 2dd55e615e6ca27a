package uk.code4health.opendata.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;
import uk.code4health.opendata.platform.Secrets;

/** Writes cursors for callers to bring back, signed so that none but ours is taken. */
@Singleton
class Cursors {

    private static final int SIGNATURE_BYTES = 16;
    private static final int LONGEST_WRITTEN = 1_024;

    /** Those that earlier versions wrote are taken too. */
    private static final int LONGEST = 8_192;

    private final ObjectMapper json;
    private final byte[] key;

    Cursors(ObjectMapper json, Secrets secrets) {
        this.json = json;
        this.key = secrets.key("cursor-hmac-sha256");
    }

    /** A cursor as text that an address has room for, whatever the record is sorted by. */
    String write(Cursor cursor) {
        String whole = signed(cursor);
        return whole.length() <= LONGEST_WRITTEN ? whole : signed(cursor.withoutSortValues());
    }

    private String signed(Cursor cursor) {
        try {
            byte[] content = json.writeValueAsBytes(cursor);
            byte[] signed = ByteBuffer.allocate(SIGNATURE_BYTES + content.length)
                    .put(signature(content))
                    .put(content)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads a cursor that a caller brought back.
     *
     * @throws ProblemException if it is not one of ours
     */
    Cursor read(String text) {
        try {
            byte[] signed = text.length() > LONGEST
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text);
            byte[] content = Arrays.copyOfRange(signed, Math.min(SIGNATURE_BYTES, signed.length), signed.length);
            byte[] signature = Arrays.copyOf(signed, SIGNATURE_BYTES);
            if (MessageDigest.isEqual(signature, signature(content))) {
                return json.readValue(content, Cursor.class);
            }
        } catch (IllegalArgumentException | IOException notOurs) {
            throw invalid();
        }
        throw invalid();
    }

    /** A cursor is ours, but for other records or another order. */
    static ProblemException ofAnotherQuestion() {
        return Problem.CURSOR_INVALID.with(new Fault(
                "cursor",
                "This cursor was given for another question. Keep the filters, the sort, the release and as_at as they were on"
                        + " the first page, or start again without a cursor."));
    }

    private byte[] signature(byte[] content) {
        return Arrays.copyOf(new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(content), SIGNATURE_BYTES);
    }

    private static ProblemException invalid() {
        return Problem.CURSOR_INVALID.with(new Fault(
                "cursor", "This is not a cursor of this service. Take it from the next link of a page, as it is."));
    }
}
