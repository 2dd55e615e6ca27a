package uk.code4health.opendata.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.platform.Problem;

/**
 * Which column of a file holds which field.
 *
 * <p>Where the file has a header, columns are found by it, white space and case folded, never by their position; where it
 * has none, by their position, and their number must be right.
 */
final class Layout {

    private final Map<String, Integer> columns;
    private final int width;

    private Layout(Map<String, Integer> columns, int width) {
        this.columns = columns;
        this.width = width;
    }

    /** Cells that a row must have. */
    int width() {
        return width;
    }

    /** The column of a field that is in the file, from 0. */
    Optional<Integer> column(String field) {
        return Optional.ofNullable(columns.get(field));
    }

    /**
     * The layout of a file without a header.
     *
     * @throws LoadRefused if the file is not as wide as the schema
     */
    static Layout byPosition(Dataset dataset, int cells) {
        List<Field> fields = dataset.schema().inFile();
        if (cells != fields.size()) {
            throw new LoadRefused(
                    Problem.LAYOUT_CHANGED,
                    "The first row has " + cells + " columns; the manifest declares " + fields.size()
                            + ". A file without a header is read by position, so their number must be right.");
        }
        Map<String, Integer> columns = new HashMap<>();
        fields.forEach(field -> columns.put(field.name(), columns.size()));
        return new Layout(columns, cells);
    }

    /**
     * The layout of a file whose first row is a header.
     *
     * @throws LoadRefused naming every published field that has no column
     */
    static Layout byHeader(Dataset dataset, List<String> header, Findings findings) {
        Map<String, Integer> titles = titles(header);
        Map<String, Integer> columns = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (Field field : dataset.schema().inFile()) {
            Integer column = find(titlesOf(dataset, field), titles);
            if (column != null) {
                columns.put(field.name(), column);
            } else if (isNeeded(dataset, field)) {
                missing.add(describe(field, header));
            }
        }
        if (!missing.isEmpty()) {
            throw new LoadRefused(
                    Problem.LAYOUT_CHANGED, "The file has no column " + String.join("; no column ", missing) + ".");
        }
        for (int at = 0; at < header.size(); at++) {
            if (!columns.containsValue(at)) {
                findings.layout(header.get(at).strip(), "This column is not in the manifest; it was left out.");
            }
        }
        return new Layout(columns, header.size());
    }

    /** A field that is served, or tells which rows are none. */
    private static boolean isNeeded(Dataset dataset, Field field) {
        return dataset.schema().published().contains(field)
                || dataset.publication().skipRows().stream()
                        .anyMatch(rule -> rule.where().containsKey(field.name()));
    }

    private static Map<String, Integer> titles(List<String> header) {
        Map<String, Integer> titles = new HashMap<>();
        for (int at = 0; at < header.size(); at++) {
            Integer earlier = titles.putIfAbsent(fold(header.get(at)), at);
            if (earlier != null && !header.get(at).isBlank()) {
                throw new LoadRefused(
                        Problem.LAYOUT_CHANGED,
                        "The header \"" + header.get(at).strip() + "\" stands over columns " + (earlier + 1) + " and "
                                + (at + 1) + ", so they cannot be told apart.");
            }
        }
        return titles;
    }

    private static List<String> titlesOf(Dataset dataset, Field field) {
        List<String> others = dataset.publication().alsoTitled().getOrDefault(field.name(), List.of());
        return Stream.concat(Stream.of(field.title()), others.stream()).toList();
    }

    private static @Nullable Integer find(List<String> names, Map<String, Integer> titles) {
        for (String name : names) {
            Integer column = titles.get(fold(name));
            if (column != null) {
                return column;
            }
        }
        return null;
    }

    private static String describe(Field field, List<String> header) {
        return "\"" + field.title() + "\""
                + Nearest.to(field.title(), header)
                        .map(near -> " (the nearest is \"" + near.strip() + "\")")
                        .orElse("");
    }

    private static String fold(String header) {
        return header.replace('\u00a0', ' ').strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
