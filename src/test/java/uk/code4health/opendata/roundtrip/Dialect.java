package uk.code4health.opendata.roundtrip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** How a publisher writes a CSV. */
record Dialect(
        Encoding encoding,
        Packing packing,
        char delimiter,
        char quote,
        String lineEnd,
        boolean endsWithLineEnd,
        boolean header) {

    static Arbitrary<Dialect> any() {
        return Combinators.combine(
                        Arbitraries.of(Encoding.class),
                        Arbitraries.of(Packing.class),
                        Arbitraries.of(',', ';', '|', '\t'),
                        Arbitraries.of('"', '"', '\''),
                        Arbitraries.of("\n", "\r\n"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, true, false))
                .as(Dialect::new);
    }

    Map<String, Object> declared() {
        return Map.of("delimiter", "" + delimiter, "quoteChar", "" + quote, "header", header);
    }

    /** The table as text; under a header, columns stand in any order. */
    String write(Table table, Random random) {
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, table.columns().size()).boxed().toList());
        List<String> lines = new ArrayList<>();
        if (header) {
            Collections.shuffle(order, random);
            lines.add(line(order.stream()
                    .map(at -> cell(title(table.columns().get(at).title(), random), random))
                    .toList()));
        }
        for (List<Written> row : table.rows()) {
            lines.add(line(
                    order.stream().map(at -> cell(row.get(at).text(), random)).toList()));
        }
        return String.join(lineEnd, lines) + (endsWithLineEnd && !lines.isEmpty() ? lineEnd : "");
    }

    private String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining("" + delimiter));
    }

    /** Capitals, spaces and line breaks of a header do not matter. */
    private static String title(String title, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> title.replace("Column", "COLUMN");
            case 1 -> title.replace(" no ", "  no\n");
            case 2 -> "  " + title + " ";
            default -> title;
        };
    }

    /** Quoted where it must be, and at times where not; white space round it does not matter. */
    private String cell(String text, Random random) {
        boolean mustBeQuoted = text.chars()
                .anyMatch(letter -> letter == delimiter || letter == quote || letter == '\n' || letter == '\r');
        String padded =
                switch (random.nextInt(12)) {
                    case 0 -> " " + text;
                    case 1 -> text + "  ";
                    default -> text;
                };
        if (mustBeQuoted || random.nextInt(6) == 0) {
            return quote + padded.replace("" + quote, "" + quote + quote) + quote;
        }
        return padded;
    }
}
