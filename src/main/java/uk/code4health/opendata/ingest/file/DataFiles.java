package uk.code4health.opendata.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import uk.code4health.opendata.dataset.FileLayout;

/** Opens data files. */
public final class DataFiles {

    private DataFiles() {}

    /**
     * The data of a file that came in.
     *
     * @param file as it came, in its container
     * @param packed how many bytes of it were read so far
     * @throws FileUnreadable if it is not what the layout says, naming what it seems to be
     */
    public static DataFile open(InputStream file, LongSupplier packed, FileLayout layout) throws IOException {
        return layout.format() == FileLayout.Format.CSV
                ? CsvFile.open(file, packed, layout)
                : Workbooks.open(file, packed, layout);
    }
}
