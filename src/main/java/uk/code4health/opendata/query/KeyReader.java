package uk.code4health.opendata.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.UnreadableCell;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** Reads the key in a record's address: the parts of the primary key, joined by commas. */
final class KeyReader {

    private KeyReader() {}

    /**
     * The conditions that the one record fulfils.
     *
     * @param rawKey as it stands in the address, so that a comma within a part ({@code %2C}) does not end it
     */
    static List<Filter> read(Dataset dataset, String rawKey) {
        List<String> names = dataset.schema().primaryKey();
        String[] parts = rawKey.split(",", -1);
        if (names.isEmpty()) {
            throw Problem.RECORD_NOT_FOUND.with(
                    "This dataset has no primary key; ask for its records by their fields.");
        }
        if (parts.length != names.size()) {
            throw Problem.PARAMETER_INVALID.with(new Fault(
                    "key",
                    "A key of this dataset has " + names.size() + " parts, joined by commas: " + String.join(",", names)
                            + "."));
        }
        List<Filter> filters = new ArrayList<>();
        for (int at = 0; at < parts.length; at++) {
            Field field = dataset.schema().column(names.get(at)).orElseThrow();
            filters.add(new Filter("key", field, Operator.EQ, List.of(value(field, parts[at]))));
        }
        return filters;
    }

    private static Object value(Field field, String rawPart) {
        try {
            // a plus sign in a path is a plus sign
            return field.readValue(URLDecoder.decode(rawPart.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (UnreadableCell | IllegalArgumentException unreadable) {
            String reason = unreadable instanceof UnreadableCell cell ? cell.reason() : "is not well encoded";
            throw Problem.PARAMETER_INVALID.with(new Fault("key", "The part for " + field.name() + " " + reason + "."));
        }
    }
}
