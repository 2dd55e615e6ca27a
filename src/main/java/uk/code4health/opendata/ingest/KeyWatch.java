package uk.code4health.opendata.ingest;

import java.util.Arrays;

/**
 * Whether any two records may have the same primary key, told from a 64-bit hash of each: without a repetition it is sure
 * that there is none, and the database need not look for one.
 */
final class KeyWatch {

    /** 32 MB of hashes; in larger files the database looks. */
    private static final int MOST = 1 << 22;

    private final int[] key;
    private long[] hashes = new long[1 << 12];
    private int size;
    private boolean isTooMuch;

    /** @param key the places of the key's fields in a record */
    KeyWatch(int[] key) {
        this.key = key.clone();
    }

    void see(TypedCell[] record) {
        if (key.length == 0 || isTooMuch) {
            return;
        }
        if (size == hashes.length) {
            isTooMuch = size >= MOST;
            hashes = isTooMuch ? new long[0] : Arrays.copyOf(hashes, size * 2);
        }
        if (!isTooMuch) {
            hashes[size++] = hash(record);
        }
    }

    /** Whether it is worth looking. To be asked once, at the end. */
    boolean mayRepeat() {
        if (key.length == 0) {
            return false;
        }
        if (isTooMuch) {
            return true;
        }
        Arrays.sort(hashes, 0, size);
        for (int at = 1; at < size; at++) {
            if (hashes[at] == hashes[at - 1]) {
                return true;
            }
        }
        return false;
    }

    private long hash(TypedCell[] record) {
        long hash = 0;
        for (int part : key) {
            hash = TypedCell.mix(hash * 31 + record[part].hash());
        }
        return hash;
    }
}
