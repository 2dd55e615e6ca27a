package uk.code4health.opendata.ingest.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.FileLayout;

/** Comma-separated values, in any dialect that a manifest can declare. */
final class CsvFile implements DataFile {

    /** A cell longer than this is an unclosed quotation mark, not a cell. */
    static final int LONGEST_CELL = 4 << 20;

    private final Container.Unpacked unpacked;
    private final FileLayout layout;

    private CsvFile(Container.Unpacked unpacked, FileLayout layout) {
        this.unpacked = unpacked;
        this.layout = layout;
    }

    static CsvFile open(InputStream file, LongSupplier packed, FileLayout layout) throws IOException {
        return new CsvFile(Container.open(file, packed, layout.member()), layout);
    }

    @Override
    public Optional<String> member() {
        return unpacked.member();
    }

    @Override
    public boolean has(FileLayout.Sheet sheet) {
        return true;
    }

    @Override
    public Rows rows(FileLayout.Sheet sheet) throws IOException {
        CsvReader<Row> reader = CsvReader.builder()
                .fieldSeparator(layout.delimiter())
                .quoteCharacter(layout.quote())
                .skipEmptyLines(false) // header rows are counted with them
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // a row of another width is a reject,
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE) // not the end of the load
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .build(new CsvRowHandler(), StrictReader.of(unpacked.text(), layout.encoding()));
        return new CsvRows(reader);
    }

    @Override
    public void close() throws IOException {
        unpacked.text().close();
    }

    private static final class CsvRows implements Rows {

        private final CsvReader<Row> reader;
        private final Iterator<Row> rows;

        CsvRows(CsvReader<Row> reader) {
            this.reader = reader;
            this.rows = reader.iterator();
        }

        @Override
        public @Nullable Row next() throws IOException {
            try {
                return rows.hasNext() ? rows.next() : null;
            } catch (CsvParseException malformed) {
                throw fault(malformed);
            } catch (UncheckedIOException failure) {
                throw Objects.requireNonNull(failure.getCause());
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }

        /** What the reader could not go on for: a fault of the text, or one of what it is read from. */
        private static RuntimeException fault(CsvParseException malformed) throws IOException {
            Throwable cause = malformed.getCause();
            if (cause instanceof FileUnreadable unreadable) {
                return unreadable;
            }
            if (cause instanceof IOException failure) {
                throw failure;
            }
            return CsvFault.of(malformed);
        }
    }
}
