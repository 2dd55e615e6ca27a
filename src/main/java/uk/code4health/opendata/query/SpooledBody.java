package uk.code4health.opendata.query;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.commons.io.output.DeferredFileOutputStream;
import uk.code4health.opendata.platform.ContentCoding;

/**
 * A body that is written whole, and coded, before any of it is sent, in memory while it is small and on disk when it is not: so that
 * a failure is still a proper error, and headers can say what the body turned out to be.
 */
final class SpooledBody {

    private static final int IN_MEMORY = 1 << 20;

    private final DeferredFileOutputStream spool = DeferredFileOutputStream.builder()
            .setThreshold(IN_MEMORY)
            .setPrefix("answer")
            .setSuffix(".spool")
            .get();

    private final ContentCoding coding;

    SpooledBody(ContentCoding coding) {
        this.coding = coding;
    }

    /** Writes the body, or fails and leaves nothing. */
    interface Writing<T> {
        T write(OutputStream out) throws IOException;
    }

    <T> T write(Writing<T> writing) {
        try (OutputStream out = coding.around(spool)) {
            return writing.write(out);
        } catch (IOException failure) {
            discard();
            throw new UncheckedIOException(failure);
        } catch (RuntimeException failure) {
            discard();
            throw failure;
        }
    }

    /** What to send: the bytes, or a stream of them that ends with the file. */
    Object entity() {
        if (spool.isInMemory()) {
            return spool.getData();
        }
        return (StreamingOutput) out -> {
            try {
                spool.writeTo(out);
            } finally {
                discard();
            }
        };
    }

    /** Removes what is on disk. */
    void discard() {
        if (!spool.isInMemory()) {
            try {
                Files.deleteIfExists(spool.getPath());
            } catch (IOException leftForTheSystem) {
                spool.getPath().toFile().deleteOnExit();
            }
        }
    }
}
