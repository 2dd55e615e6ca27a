package uk.code4health.opendata.governance;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.PublishedFiles;

/**
 * Files as the NHS publishes them hold no personal data, only telephone numbers of organisations: every column of
 * each is watched as if nothing had been declared.
 */
class PersonalDataInPublishedFilesTest {

    private static final int TELEPHONE = 18;

    @Test
    void theOnlyFindingsAreTheTelephoneNumbersOfOrganisations() throws IOException {
        assertThat(found(false))
                .containsExactlyInAnyOrder(
                        "ebranchs_2017-08.csv column 18 TELEPHONE_NUMBER",
                        "epraccur_2019-11.csv column 18 TELEPHONE_NUMBER",
                        "epraccur_2022-08.csv column 18 TELEPHONE_NUMBER",
                        "etr_2026-01.csv column 18 TELEPHONE_NUMBER");
    }

    @Test
    void nothingIsFoundWhereTheColumnIsDeclaredAsAnOrganisationsContact() throws IOException {
        assertThat(found(true)).isEmpty();
    }

    private static Set<String> found(boolean isDeclared) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (Path file : csvFiles()) {
            findings(file, isDeclared)
                    .forEach(finding -> found.add(file.getFileName() + " " + finding.column() + " " + finding.kind()));
        }
        return found;
    }

    private static List<Path> csvFiles() throws IOException {
        try (Stream<Path> files = Files.walk(PublishedFiles.file(""))) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    /** Read in an encoding that has a character for every byte; of those that differ, none matters here. */
    private static List<Disclosure> findings(Path file, boolean isDeclared) {
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file, StandardCharsets.ISO_8859_1)) {
            PersonalDataWatch watch = null;
            for (CsvRecord row : rows) {
                if (watch == null) {
                    watch = new PersonalDataWatch(columns(row.getFields(), isDeclared));
                }
                for (int column = 0; column < row.getFieldCount(); column++) {
                    watch.see(column, row.getField(column).strip(), row.getStartingLineNumber());
                }
            }
            return watch == null ? List.of() : watch.findings();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Named by the first row, which is a header in most of the files. */
    private static List<WatchedColumn> columns(List<String> first, boolean isDeclared) {
        return IntStream.range(0, first.size())
                .mapToObj(at -> new WatchedColumn(
                        "column " + (at + 1), first.get(at), isDeclared && at + 1 == TELEPHONE, false))
                .toList();
    }
}
