package uk.code4health.opendata.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Cell;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.UnreadableCell;

/**
 * Reads the cells of one column. Columns repeat themselves, so what a text means is worked out once and remembered, up to a
 * number of different texts; that makes typing quick and counts values by the way.
 */
final class ColumnReader {

    /** Longer texts seldom come twice. */
    private static final int LONGEST_REMEMBERED = 200;

    /** Of the texts that were met last, one for each value of so many bits of their hash codes. */
    private static final int RECENT = 1 << 8;

    private final Field field;
    private final boolean hasStatus;
    private final int mostRemembered;
    private final Map<String, TypedCell> remembered = new HashMap<>();
    private final @Nullable TypedCell[] recent = new @Nullable TypedCell[RECENT];

    ColumnReader(Field field, int mostRemembered) {
        this.field = field;
        this.hasStatus = field.status().isPresent();
        this.mostRemembered = mostRemembered;
    }

    Field field() {
        return field;
    }

    /** What the publisher's cell means, white space round it included. */
    TypedCell read(String cell) {
        int hash = cell.hashCode();
        int place = (hash ^ (hash >>> 16)) & (RECENT - 1);
        TypedCell known = recent[place];
        if (known == null || !known.isOf(cell)) {
            known = find(cell);
            recent[place] = known;
        }
        return known;
    }

    private TypedCell find(String cell) {
        TypedCell known = remembered.get(cell);
        if (known != null) {
            return known;
        }
        TypedCell typed = typed(cell);
        if (remembered.size() < mostRemembered && cell.length() <= LONGEST_REMEMBERED) {
            typed.remember();
            remembered.put(cell, typed);
        }
        return typed;
    }

    /** The cells whose texts were remembered, each with how often it was taken. */
    Collection<TypedCell> remembered() {
        return remembered.values();
    }

    private TypedCell typed(String written) {
        String text = written.strip();
        try {
            Cell cell = field.read(text);
            @Nullable CellStatus status = cell.status();
            return TypedCell.of(
                    written,
                    text,
                    cell.value(),
                    status == null ? null : status.label(),
                    CopyText.fields(cell.value(), hasStatus, status == null ? null : status.label()));
        } catch (UnreadableCell unreadable) {
            return TypedCell.unreadable(written, text, unreadable.reason());
        }
    }
}
