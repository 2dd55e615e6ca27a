package uk.code4health.opendata.ingest.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file or of one of its sheets, in order. */
public interface Rows extends Closeable {

    /**
     * The next row, or null after the last.
     *
     * @throws FileUnreadable if the file cannot be read on
     * @throws IOException if what it is kept in cannot
     */
    @Nullable Row next() throws IOException;
}
