package uk.code4health.opendata.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Cell;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.Constraints;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/** What a field means, in a row of texts for people. */
final class FieldGuide {

    static final List<String> COLUMNS = List.of(
            "Name", "Title", "Description", "Type", "Format", "Constraints", "Values", "Missing values", "Written as");

    private FieldGuide() {}

    /** As many texts as there are columns, empty where there is nothing to say. */
    static List<String> of(Field field) {
        return List.of(
                field.name(),
                field.title(),
                field.description(),
                field.type().label(),
                field.type() == FieldType.DATE || field.format().equals("default") ? "" : field.format(),
                constraints(field.constraints()),
                values(field),
                missingValues(field.missing()),
                writtenAs(field.type()));
    }

    private static String constraints(Constraints constraints) {
        List<String> all = new ArrayList<>();
        if (constraints.required()) {
            all.add("required");
        }
        constraints.minLength().ifPresent(length -> all.add("at least " + length + " characters"));
        constraints.maxLength().ifPresent(length -> all.add("at most " + length + " characters"));
        constraints.minimum().ifPresent(least -> all.add("at least " + least));
        constraints.maximum().ifPresent(most -> all.add("at most " + most));
        constraints.pattern().ifPresent(pattern -> all.add("matches " + pattern));
        return String.join("; ", all);
    }

    /** The values it may have, a line each; of a status companion, with what they mean. */
    private static String values(Field field) {
        List<String> values = field.constraints().oneOf();
        boolean areStatuses =
                field.name().endsWith("_status") && CellStatus.labels().containsAll(values);
        return values.stream()
                .map(value -> areStatuses
                        ? value + ": " + CellStatus.of(value).orElseThrow().meaning()
                        : value)
                .collect(Collectors.joining("\n"));
    }

    private static String missingValues(Map<String, Cell> missing) {
        return missing.entrySet().stream()
                .flatMap(entry -> missingValue(entry.getKey(), entry.getValue().status()))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** A text of the publisher's that stands for a status; that nothing means nothing needs no saying. */
    private static Stream<String> missingValue(String text, @Nullable CellStatus status) {
        if (status == null) {
            return text.isEmpty() ? Stream.empty() : Stream.of("\"" + text + "\"");
        }
        return Stream.of("\"" + text + "\" " + status.label() + ": " + status.meaning());
    }

    private static String writtenAs(FieldType type) {
        return switch (type) {
            case INTEGER, YEAR, NUMBER ->
                "A number; text if it has more than 15 significant digits, which a spreadsheet would" + " round";
            case BOOLEAN -> "TRUE or FALSE";
            case DATE -> "A date; text before 1900-03-01, which spreadsheets do not count alike";
            case DATETIME -> "A date and time; text before 1900-03-01 or if it has fractions of a second";
            default -> "Text";
        };
    }
}
