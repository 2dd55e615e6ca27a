package uk.code4health.opendata.ingest;

import java.util.Optional;
import uk.code4health.opendata.dataset.Computed;
import uk.code4health.opendata.ingest.file.Row;

/** The text of a field that has no column: one for a sheet, or one that changes with the section. */
final class ElsewhereText {

    private final Optional<Computed.FromSection> section;
    private String text;

    private ElsewhereText(String text, Optional<Computed.FromSection> section) {
        this.text = text;
        this.section = section;
    }

    static ElsewhereText constant(String text) {
        return new ElsewhereText(text, Optional.empty());
    }

    static ElsewhereText of(Computed.FromSection section) {
        return new ElsewhereText("", Optional.of(section));
    }

    String text() {
        return text;
    }

    /** Whether a row heads a section, which then gives the text. */
    boolean takes(Row row) {
        if (section.isEmpty()
                || row.cells().stream().filter(cell -> !cell.isBlank()).count() != 1) {
            return false;
        }
        Optional<String> found = row.cells().stream()
                .filter(cell -> !cell.isBlank())
                .findFirst()
                .flatMap(section.get().extract()::from);
        found.ifPresent(heading -> text = heading);
        return found.isPresent();
    }
}
