package uk.code4health.opendata.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.FileLayout;
import uk.code4health.opendata.platform.Problem;

/** Reads one file into a staging table, row by row, and judges what it found. */
final class Load {

    /** A cell longer than this is an unclosed quotation mark, not a cell. */
    private static final int LONGEST_ROW = 4 << 20;

    private static final int ROWS_BETWEEN_REPORTS = 4_096;

    private final Dataset dataset;
    private final Staging staging;
    private final Findings findings = new Findings();
    private final Consumer<Progress> report;
    private long rowsRead;
    private long rowsSkipped;

    Load(Dataset dataset, Staging staging, Consumer<Progress> report) {
        this.dataset = dataset;
        this.staging = staging;
        this.report = report;
    }

    Findings findings() {
        return findings;
    }

    long skipped() {
        return rowsSkipped;
    }

    /**
     * Reads the file to its end.
     *
     * @param original the file as it was uploaded; closed at the end
     * @throws LoadRefused if it is not the file that the manifest describes
     */
    void read(InputStream original) throws IOException {
        try (BoundedInputStream file =
                        BoundedInputStream.builder().setInputStream(original).get();
                StrictReader text =
                        StrictReader.of(Container.open(file), dataset.file().encoding());
                CsvReader<CsvRecord> rows = reader(dataset.file()).ofCsvRecord(text)) {
            read(rows.iterator(), file);
            staging.complete();
            report.accept(progress(Stage.CHECKING, file));
        } catch (CsvParseException malformed) {
            throw malformed(malformed);
        } catch (UncheckedIOException failure) {
            throw Container.broken(Objects.requireNonNull(failure.getCause()));
        } catch (ZipException | EOFException broken) {
            throw Container.broken(broken);
        }
    }

    /**
     * Lets what was read pass if it may become a release.
     *
     * @throws LoadRefused if it may not, saying why
     */
    void judge() {
        long rows = staging.size() + findings.rejected();
        if (rows == 0) {
            throw new LoadRefused(Problem.NO_RECORDS, "The file was read to its end, and no row of it is a record.");
        }
        BigDecimal allowed = dataset.publication().maximumRejected().multiply(BigDecimal.valueOf(rows));
        if (BigDecimal.valueOf(findings.rejected()).compareTo(allowed) > 0) {
            throw new LoadRefused(
                    Problem.ROWS_REJECTED,
                    findings.rejected() + " of " + rows + " rows cannot be read; the manifest allows "
                            + allowed.toBigInteger() + ". The first is at line "
                            + findings.kept().stream()
                                    .filter(finding -> finding.kind == Finding.Kind.REJECT)
                                    .map(finding ->
                                            finding.line + (finding.field == null ? "" : ", field " + finding.field)
                                                    + ": " + finding.reason)
                                    .findFirst()
                                    .orElse("?"));
        }
        staging.findRepeatedKeys(findings);
        findings.kept().stream()
                .filter(finding -> finding.kind == Finding.Kind.KEY)
                .findFirst()
                .ifPresent(repeated -> {
                    throw new LoadRefused(Problem.KEYS_REPEATED, repeated.reason + " It is " + repeated.value + ".");
                });
    }

    private static CsvReader.CsvReaderBuilder reader(FileLayout file) {
        return CsvReader.builder()
                .fieldSeparator(file.delimiter())
                .quoteCharacter(file.quote())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(
                        FieldMismatchStrategy.IGNORE) // a row of another width is a reject, not the end of the load
                .maxBufferSize(LONGEST_ROW);
    }

    private void read(Iterator<CsvRecord> rows, BoundedInputStream file) {
        RowTyping typing = null;
        while (rows.hasNext()) {
            CsvRecord row = rows.next();
            if (typing == null) {
                Layout layout = layout(row);
                typing = new RowTyping(dataset, layout);
                if (dataset.file().header()) {
                    continue;
                }
            }
            take(row, typing);
            if (rowsRead % ROWS_BETWEEN_REPORTS == 0) {
                report.accept(progress(Stage.READING, file));
            }
        }
    }

    private Layout layout(CsvRecord first) {
        return dataset.file().header()
                ? Layout.byHeader(dataset, first.getFields(), findings)
                : Layout.byPosition(dataset, first.getFieldCount());
    }

    private void take(CsvRecord row, RowTyping typing) {
        rowsRead++;
        if (typing.skips(row.getFields())) {
            rowsSkipped++;
            return;
        }
        @Nullable String[] values = typing.type(row.getStartingLineNumber(), row.getFields(), findings);
        if (values != null) {
            staging.add(row.getStartingLineNumber(), values);
        }
    }

    private Progress progress(Stage stage, BoundedInputStream file) {
        return new Progress(stage, file.getCount(), rowsRead, staging.size(), findings.rejected(), rowsSkipped);
    }

    /** What the CSV reader could not go on for: a fault of the text, or one of what it read from. */
    private static RuntimeException malformed(CsvParseException malformed) {
        Throwable cause = malformed.getCause();
        if (cause instanceof LoadRefused refused) {
            return refused;
        }
        if (cause instanceof IOException unreadable) {
            return Container.broken(unreadable);
        }
        if (cause != null) {
            return malformed;
        }
        return new LoadRefused(
                Problem.FILE_UNREADABLE,
                "It is not well-formed CSV: " + malformed.getMessage()
                        + ". An unclosed quotation mark is the usual cause.",
                malformed);
    }
}
