package uk.code4health.opendata.governance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A finding: cells of one column that could tell of a person. It never holds what stands in them.
 *
 * @param column the name of the column
 * @param cells how many cells
 * @param lines the lines of the first of them, at most five, ascending
 * @param example one of the values, masked; absent where even that would tell
 */
public record Disclosure(String column, DisclosureKind kind, long cells, List<Long> lines, Optional<String> example) {

    public Disclosure {
        lines = List.copyOf(lines);
    }

    /** The finding as a sentence. */
    public String message() {
        return kind.phrase() + example.map(masked -> " (" + masked + ")").orElse("") + " stands in " + cells
                + (cells == 1 ? " cell" : " cells") + " of " + column
                + (cells > lines.size() ? ", first at line" : ", at line")
                + (lines.size() == 1 ? " " : "s ")
                + lines.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
    }
}
