package uk.code4health.opendata.ingest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.governance.Disclosure;
import uk.code4health.opendata.governance.FieldProfile;
import uk.code4health.opendata.governance.PersonalDataWatch;
import uk.code4health.opendata.governance.SmallNumbers;
import uk.code4health.opendata.governance.WatchedColumn;

/**
 * What stands in every column, in one pass and bounded memory. Texts that a column remembers are counted there already; only
 * the others are looked at one by one.
 */
final class Profiles {

    private final List<ColumnReader> columns;
    private final List<ColumnProfile> profiles;
    private final PersonalDataWatch watch;
    private final Optional<SmallNumbers> small;
    private final boolean[] holdsCounts;

    Profiles(Dataset dataset, List<ColumnReader> columns) {
        this.columns = columns;
        this.profiles = columns.stream().map(ColumnProfile::new).toList();
        this.watch = new PersonalDataWatch(columns.stream()
                .map(column -> WatchedColumn.of(
                        column.field(),
                        dataset.publication()
                                .organisationContacts()
                                .contains(column.field().name())))
                .toList());
        this.holdsCounts = new boolean[columns.size()];
        for (int at = 0; at < holdsCounts.length; at++) {
            holdsCounts[at] = columns.get(at).field().type().isNumber()
                    && columns.get(at).field().maySuppress();
        }
        this.small = dataset.publication()
                .disclosure()
                .hidden()
                .map(hidden -> new SmallNumbers(
                        columns.stream().map(column -> column.field().name()).toList(), hidden));
    }

    /** A record was taken. */
    void see(TypedCell[] record, long line) {
        for (int at = 0; at < record.length; at++) {
            TypedCell cell = record[at];
            if (cell.isRemembered()) {
                cell.taken(line);
            } else {
                profiles.get(at).see(cell);
                watch.see(at, cell.text(), line);
                seeNumber(at, cell, line, 1);
            }
        }
    }

    /** All records were taken. */
    List<FieldProfile> finished() {
        return profiles.stream().map(ColumnProfile::finished).toList();
    }

    /** Cells that look like a person's data. To be asked once, at the end. */
    List<Disclosure> personalData() {
        for (int at = 0; at < columns.size(); at++) {
            for (TypedCell cell : columns.get(at).remembered()) {
                if (cell.times() > 0) {
                    watch.see(at, cell.text(), cell.firstLine(), cell.times());
                }
            }
        }
        return watch.findings();
    }

    /** Counts that the publisher usually hides, where it hides any. To be asked once, at the end. */
    List<Disclosure> smallNumbers() {
        for (int at = 0; at < columns.size(); at++) {
            for (TypedCell cell : columns.get(at).remembered()) {
                if (cell.times() > 0) {
                    seeNumber(at, cell, cell.firstLine(), cell.times());
                }
            }
        }
        return small.map(SmallNumbers::findings).orElse(List.of());
    }

    private void seeNumber(int at, TypedCell cell, long line, long times) {
        if (small.isEmpty() || !holdsCounts[at]) {
            return;
        }
        if (cell.value() instanceof Long count) {
            small.get().see(at, count, line, times);
        } else if (cell.value() instanceof BigDecimal number) {
            small.get().see(at, number, line, times);
        }
    }
}
