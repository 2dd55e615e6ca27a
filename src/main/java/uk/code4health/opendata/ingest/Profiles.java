package uk.code4health.opendata.ingest;

import java.math.BigDecimal;
import java.util.List;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.Publication;
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

    private final Dataset dataset;
    private final List<ColumnReader> columns;
    private final List<ColumnProfile> profiles;
    private final PersonalDataWatch watch;

    Profiles(Dataset dataset, List<ColumnReader> columns) {
        this.dataset = dataset;
        this.columns = columns;
        this.profiles = columns.stream().map(ColumnProfile::new).toList();
        this.watch = new PersonalDataWatch(columns.stream()
                .map(column -> WatchedColumn.of(
                        column.field(),
                        dataset.publication()
                                .organisationContacts()
                                .contains(column.field().name())))
                .toList());
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
        return dataset.publication().disclosure().map(this::smallNumbers).orElse(List.of());
    }

    private List<Disclosure> smallNumbers(Publication.Disclosure rule) {
        List<ColumnReader> counts =
                columns.stream().filter(column -> isHidden(column.field())).toList();
        SmallNumbers small = new SmallNumbers(
                counts.stream().map(column -> column.field().name()).toList(), rule.lowest(), rule.highest());
        for (int at = 0; at < counts.size(); at++) {
            for (TypedCell cell : counts.get(at).remembered()) {
                if (cell.times() > 0 && cell.value() instanceof Long count) {
                    small.see(at, count, cell.firstLine(), cell.times());
                } else if (cell.times() > 0 && cell.value() instanceof BigDecimal number) {
                    small.see(at, number, cell.firstLine(), cell.times());
                }
            }
        }
        return small.findings();
    }

    private static boolean isHidden(Field field) {
        return field.type().isNumber() && field.statuses().contains(CellStatus.SUPPRESSED.label());
    }
}
