package uk.code4health.opendata.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends records to PostgreSQL with COPY in its binary format, which spares both sides the writing and reading of text. */
final class CopyWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 17;
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final short END = -1;

    private final CopyIn copy;
    private final short fields;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    /**
     * Begins to copy.
     *
     * @param into table and columns, as SQL
     * @param fields how many columns
     */
    CopyWriter(Connection connection, String into, int fields) throws SQLException {
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " from stdin with (format binary)");
        this.fields = (short) fields;
        buffer.put(SIGNATURE).putInt(0).putInt(0); // no flags, no extension
    }

    /** Sends a record: its row id, and its cells with their statuses. */
    void write(long rowId, TypedCell[] record) throws SQLException {
        int size = Short.BYTES + Integer.BYTES + Long.BYTES;
        for (TypedCell cell : record) {
            size += cell.encoded().length;
        }
        ensure(size);
        buffer.putShort(fields).putInt(Long.BYTES).putLong(rowId);
        for (TypedCell cell : record) {
            buffer.put(cell.encoded());
        }
    }

    /** All records were sent. */
    void complete() throws SQLException {
        ensure(Short.BYTES);
        buffer.putShort(END);
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

    private void ensure(int size) throws SQLException {
        if (buffer.remaining() < size) {
            flush();
        }
        if (buffer.capacity() < size) {
            buffer = ByteBuffer.allocate(size);
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
