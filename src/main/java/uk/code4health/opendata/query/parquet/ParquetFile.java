package uk.code4health.opendata.query.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** A Parquet file of one table, written row after row. It is whole once {@link #finish} has returned, and no file before. */
public final class ParquetFile {

    /** As much is held in memory, and again while it is compressed. */
    private static final long ROW_GROUP = 16 << 20;

    private static final int PAGE = 256 << 10;

    /** Rows of long texts fill the memory before many have come. */
    private static final int MOST_ROWS_UNTIL_MEASURED = 1_000;

    private final Rows rows;
    private final ParquetWriter<@Nullable Object[]> writer;

    /**
     * Begins a file.
     *
     * @param table its name in the file's schema
     */
    public ParquetFile(OutputStream out, String table, List<Column> columns) throws IOException {
        this.rows = new Rows(table, columns);
        this.writer = new Builder(new StreamedFile(out), rows)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Zstandard())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP)
                .withPageSize(PAGE)
                .withMaxRowCountForPageSizeCheck(MOST_ROWS_UNTIL_MEASURED)
                .build();
    }

    /**
     * Writes a row.
     *
     * @param values as many as there are columns
     */
    public void row(@Nullable Object[] values) throws IOException {
        writer.write(values);
    }

    /**
     * Ends the file and leaves the stream open.
     *
     * @param metadata what the file says about itself
     */
    public void finish(Map<String, String> metadata) throws IOException {
        rows.metadata = Map.copyOf(metadata);
        writer.close();
    }

    /** How a row becomes cells. */
    private static final class Rows extends WriteSupport<@Nullable Object[]> {

        private final MessageType type;
        private final List<Column> columns;
        private Map<String, String> metadata = Map.of();
        private @Nullable RecordConsumer consumer;

        Rows(String table, List<Column> columns) {
            this.type = new MessageType(
                    table, columns.stream().map(column -> (Type) column.type()).toList());
            this.columns = List.copyOf(columns);
        }

        @Override
        @SuppressWarnings("deprecation") // what is deprecated must be there, and is not called
        public WriteContext init(Configuration hadoop) {
            throw new UnsupportedOperationException("There is no Hadoop");
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(type, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(@Nullable Object[] values) {
            RecordConsumer to = Objects.requireNonNull(consumer);
            to.startMessage();
            for (int at = 0; at < values.length; at++) {
                Object value = values[at];
                if (value != null) {
                    to.startField(type.getFieldName(at), at);
                    columns.get(at).write(value, to);
                    to.endField(type.getFieldName(at), at);
                }
            }
            to.endMessage();
        }

        @Override
        public FinalizedWriteContext finalizeWrite() {
            return new FinalizedWriteContext(metadata);
        }
    }

    private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {

        private final Rows rows;

        Builder(OutputFile file, Rows rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // what is deprecated must be there, and is not called
        protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration hadoop) {
            throw new UnsupportedOperationException("There is no Hadoop");
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }
}
