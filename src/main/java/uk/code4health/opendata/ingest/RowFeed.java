package uk.code4health.opendata.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.ingest.file.Row;
import uk.code4health.opendata.ingest.file.Rows;

/** Reads rows ahead, so that unpacking and decoding run beside typing and storing. */
final class RowFeed implements AutoCloseable {

    private static final int BATCH = 256;
    private static final int BATCHES_AHEAD = 4;

    /** A wide row, or one with a very long cell, is a batch of its own. */
    private static final int CELLS_OF_A_BATCH = 8_192;

    /** What reading ahead came to: some rows, and whether they were the last or why it could not go on. */
    private record Batch(
            Deque<Row> rows, boolean last, @Nullable Throwable failure) {}

    private final Rows rows;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Thread reader;
    private Batch current = new Batch(new ArrayDeque<>(), false, null);

    RowFeed(Rows rows) {
        this.rows = rows;
        this.reader = new Thread(this::readAhead, "reads-a-file");
        reader.setDaemon(true);
        reader.start();
    }

    /** The next row, or null after the last; fails as reading it failed. */
    @Nullable Row next() throws IOException {
        while (current.rows().isEmpty()) {
            if (current.failure() instanceof IOException failure) {
                throw failure;
            }
            if (current.failure() instanceof RuntimeException failure) {
                throw failure;
            }
            if (current.failure() instanceof Error failure) {
                throw failure;
            }
            if (current.last()) {
                return null;
            }
            current = take();
        }
        return current.rows().poll();
    }

    @Override
    public void close() throws IOException {
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        rows.close();
    }

    private Batch take() {
        try {
            return batches.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The load was interrupted", interrupted);
        }
    }

    private void readAhead() {
        try {
            for (Batch batch = read(); ; batch = read()) {
                batches.put(batch);
                if (batch.last()) {
                    return;
                }
            }
        } catch (InterruptedException nobodyWaitsAnyMore) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch read() {
        Deque<Row> read = new ArrayDeque<>(BATCH);
        int cells = 0;
        try {
            while (read.size() < BATCH && cells < CELLS_OF_A_BATCH) {
                Row row = rows.next();
                if (row == null) {
                    return new Batch(read, true, null);
                }
                read.add(row);
                cells += row.width();
            }
            return new Batch(read, false, null);
        } catch (IOException | RuntimeException | Error failure) {
            return new Batch(read, true, failure);
        }
    }
}
