package uk.code4health.opendata.ingest.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import uk.code4health.opendata.dataset.FileLayout;

/** A data file out of its container. */
public interface DataFile extends Closeable {

    /** Its name in the ZIP it came in. */
    Optional<String> member();

    /** Whether there is such a sheet. */
    boolean has(FileLayout.Sheet sheet) throws IOException;

    /**
     * The rows of a sheet; a CSV has one, and gives it once.
     *
     * @throws FileUnreadable if there is no such sheet
     */
    Rows rows(FileLayout.Sheet sheet) throws IOException;
}
