package uk.code4health.opendata.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends records to PostgreSQL with COPY in its text format, which wide tables of small numbers take quickest. */
final class CopyWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 17;
    private static final byte[] END_OF_ROW = {'\n'};

    private final CopyIn copy;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    /**
     * Begins to copy.
     *
     * @param into table and columns, as SQL
     */
    CopyWriter(Connection connection, String into) throws SQLException {
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " from stdin with (encoding 'utf8')");
    }

    /** Sends a record: its row id, and its cells with their statuses. */
    void write(long rowId, TypedCell[] record) throws SQLException {
        put(Long.toString(rowId).getBytes(StandardCharsets.US_ASCII));
        for (TypedCell cell : record) {
            put(cell.encoded());
        }
        put(END_OF_ROW);
    }

    /** All records were sent. */
    void complete() throws SQLException {
        flush();
        copy.endCopy();
    }

    /** Gives up what was not completed. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void put(byte[] bytes) throws SQLException {
        if (bytes.length > buffer.length - filled) {
            flush();
            if (bytes.length > buffer.length) {
                copy.writeToCopy(bytes, 0, bytes.length);
                return;
            }
        }
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer, 0, filled);
        filled = 0;
    }
}
