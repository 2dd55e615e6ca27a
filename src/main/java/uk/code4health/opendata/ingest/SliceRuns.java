package uk.code4health.opendata.ingest;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Slice;
import uk.code4health.opendata.dataset.IdRange;

/** The slices that the records of a file belong to, as they come. Most files have their slices one after the other. */
final class SliceRuns {

    private final int[] by;
    private final List<Slice> runs = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private TypedCell @Nullable [] current;
    private String currentKey = "";
    private long currentFirst;
    private boolean areScattered;
    private @Nullable Comparable<Object> highest;

    /** @param by the places of the slicing fields in a record; none where there is one slice */
    SliceRuns(int[] by) {
        this.by = by.clone();
    }

    void see(long rowId, TypedCell[] record) {
        if (current == null || isOther(current, record)) {
            end(rowId);
            current = Arrays.stream(by).mapToObj(part -> record[part]).toArray(TypedCell[]::new);
            currentKey = Arrays.stream(current)
                    .map(cell -> String.valueOf(cell.value()))
                    .collect(joining(","));
            currentFirst = rowId;
            areScattered |= !keys.add(currentKey);
            seeHighest();
        }
    }

    /** The slices, each with its row ids; empty if the records of a slice do not stand together. */
    Optional<List<Slice>> slices(long endRowId) {
        end(endRowId);
        current = null;
        return areScattered ? Optional.empty() : Optional.of(List.copyOf(runs));
    }

    /** The highest value of the first slicing field. */
    @Nullable Object highest() {
        return highest;
    }

    private void end(long rowId) {
        if (current != null && !areScattered) {
            runs.add(new Slice(currentKey, new IdRange(currentFirst, rowId)));
        }
    }

    private boolean isOther(TypedCell[] slice, TypedCell[] record) {
        for (int at = 0; at < by.length; at++) {
            if (!slice[at].hasSameValueAs(record[by[at]])) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked") // values of a field compare with each other
    private void seeHighest() {
        if (current != null && current.length > 0 && current[0].value() instanceof Comparable<?> value) {
            Comparable<Object> here = (Comparable<Object>) value;
            highest = highest == null || here.compareTo(highest) > 0 ? here : highest;
        }
    }
}
