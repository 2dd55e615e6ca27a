package uk.code4health.opendata.ingest.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Refuses to go on unpacking what becomes far larger than any data does. */
final class BombGuard extends FilterInputStream {

    /** Tables of text pack to a tenth, very repetitive ones to a fiftieth. */
    private static final int MOST_TIMES_LARGER = 250;

    /** Below this it does no harm. */
    private static final long HARMLESS = 100L << 20;

    private final LongSupplier packed;
    private long unpacked;

    /** @param packed how many packed bytes were read so far */
    BombGuard(InputStream in, LongSupplier packed) {
        super(in);
        this.packed = packed;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count(read);
        return read;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    private void count(int read) {
        unpacked += Math.max(read, 0);
        if (unpacked > HARMLESS && unpacked > MOST_TIMES_LARGER * packed.getAsLong()) {
            throw new FileUnreadable("It unpacks to more than " + MOST_TIMES_LARGER
                    + " times its size, as no table does; reading it was stopped.");
        }
    }
}
