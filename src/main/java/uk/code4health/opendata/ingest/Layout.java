package uk.code4health.opendata.ingest;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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

    /** A file that is another one altogether may have any number of columns, of any length. */
    private static final int MOST_NAMED = 10;

    private static final int LONGEST_TITLE = 60;

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
     * @param elsewhere fields whose values stand elsewhere than in a column
     * @throws LoadRefused if the file is not as wide as the schema
     */
    static Layout byPosition(Dataset dataset, int cells, Set<String> elsewhere) {
        List<Field> fields = dataset.schema().inFile().stream()
                .filter(field -> !elsewhere.contains(field.name()))
                .toList();
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
     * The layout of a file with a header.
     *
     * @param header the title of each column, made of all header rows
     * @param elsewhere fields whose values stand elsewhere than in a column
     * @param findings told of columns that are no field's, and of fields that lack theirs
     * @throws LoadRefused naming the fields that the file must have a column for and has not
     */
    static Layout byHeader(Dataset dataset, List<String> header, Set<String> elsewhere, Findings findings) {
        Map<String, List<Integer>> titles = titles(header);
        Map<String, Integer> columns = new HashMap<>();
        List<Field> without = new ArrayList<>();
        for (Field field : dataset.schema().inFile()) {
            Integer column = elsewhere.contains(field.name()) ? null : find(dataset, field, titles, columns);
            if (column != null) {
                columns.put(field.name(), column);
            } else if (!elsewhere.contains(field.name()) && isNeeded(dataset, field)) {
                without.add(field);
            }
        }
        refuseWithout(
                without.stream()
                        .filter(field -> field.constraints().required() || !mayLackFields(dataset))
                        .toList(),
                header,
                columns.values());
        without.forEach(
                field -> findings.layout(field.title(), "The file has no such column; " + field.name() + " is empty."));
        for (int at = 0; at < header.size(); at++) {
            if (!columns.containsValue(at) && !header.get(at).isBlank()) {
                findings.layout(header.get(at).strip(), "This column is not in the manifest; it was left out.");
            }
        }
        return new Layout(columns, header.size());
    }

    private static void refuseWithout(List<Field> missing, List<String> header, Collection<Integer> taken) {
        if (missing.isEmpty()) {
            return;
        }
        List<String> others = IntStream.range(0, header.size())
                .filter(at -> !taken.contains(at) && !header.get(at).isBlank())
                .mapToObj(at -> "\"" + shortened(header.get(at).strip()) + "\"")
                .toList();
        throw new LoadRefused(
                Problem.LAYOUT_CHANGED,
                missing.stream()
                                .map(field -> describe(field, header))
                                .collect(joining("; no column ", "The file has no column ", "."))
                        + (others.isEmpty()
                                ? ""
                                : others.stream()
                                        .limit(MOST_NAMED)
                                        .collect(joining(
                                                ", ",
                                                " Columns of the file that the manifest does not name: ",
                                                others.size() > MOST_NAMED ? ", …" : "."))));
    }

    private static String shortened(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE) + "…";
    }

    /** Of several sheets, one may have what the others lack. */
    private static boolean mayLackFields(Dataset dataset) {
        return dataset.schema().mayLackFields() || dataset.file().sheets().size() > 1;
    }

    /** A field that is served, or tells which rows are none. */
    private static boolean isNeeded(Dataset dataset, Field field) {
        return dataset.schema().published().contains(field)
                || dataset.publication().skipRows().stream()
                        .anyMatch(rule -> rule.where().containsKey(field.name()));
    }

    private static Map<String, List<Integer>> titles(List<String> header) {
        Map<String, List<Integer>> titles = new HashMap<>();
        for (int at = 0; at < header.size(); at++) {
            titles.computeIfAbsent(fold(header.get(at)), title -> new ArrayList<>())
                    .add(at);
        }
        Map<String, List<Integer>> plain = new HashMap<>();
        titles.forEach((title, columns) -> plain.computeIfAbsent(withoutFootnote(title), key -> new ArrayList<>())
                .addAll(columns));
        plain.forEach((title, columns) -> {
            if (columns.size() == 1) {
                titles.putIfAbsent(title, columns);
            }
        });
        return titles;
    }

    /** The column under the first of the field's titles that is there; which of several, the manifest must say. */
    private static @Nullable Integer find(
            Dataset dataset, Field field, Map<String, List<Integer>> titles, Map<String, Integer> taken) {
        List<String> others = dataset.publication().alsoTitled().getOrDefault(field.name(), List.of());
        Integer occurrence = dataset.file().occurrences().get(field.name());
        for (String title :
                Stream.concat(Stream.of(field.title()), others.stream()).toList()) {
            List<Integer> columns =
                    titles.getOrDefault(fold(title), titles.getOrDefault(withoutFootnote(fold(title)), List.of()));
            if (columns.size() > 1 && occurrence == null) {
                throw ambiguous(title, columns);
            }
            int at = occurrence == null ? 1 : occurrence;
            if (columns.size() >= at && !taken.containsValue(columns.get(at - 1))) {
                return columns.get(at - 1);
            }
            if (columns.size() == 1 && !taken.containsValue(columns.get(0))) {
                return columns.get(0);
            }
        }
        return null;
    }

    private static LoadRefused ambiguous(String title, List<Integer> columns) {
        return new LoadRefused(
                Problem.LAYOUT_CHANGED,
                "The header \"" + title + "\" stands over columns "
                        + columns.stream()
                                .map(column -> String.valueOf(column + 1))
                                .collect(joining(" and "))
                        + ", so they cannot be told apart. If a row above it does tell them apart, the manifest names both"
                        + " rows (dialect.headerRows); if not, each field says which it is (occurrence).");
    }

    private static String describe(Field field, List<String> header) {
        return "\"" + field.title() + "\""
                + Nearest.to(field.title(), header)
                        .map(near -> " (the nearest is \"" + near.strip() + "\")")
                        .orElse("");
    }

    /** "ODS CODE (1)" refers to note 1; which number it is changes from edition to edition. */
    private static String withoutFootnote(String title) {
        return title.replaceFirst(" ?[(\\[]\\d{1,2}[)\\]]$", "");
    }

    static String fold(String header) {
        return header.replace('\u00a0', ' ').strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
