package uk.code4health.opendata.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
     * @param rawKey as it stands in the address: where its plain commas make the right number of parts, an encoded comma
     *     ({@code %2C}) belongs to a part; else, as many clients encode every comma, it is one like any other
     */
    static List<Filter> read(Dataset dataset, String rawKey) {
        List<String> names = dataset.schema().primaryKey();
        if (names.isEmpty()) {
            throw Problem.RECORD_NOT_FOUND.with(
                    "This dataset has no primary key; ask for its records by their fields.");
        }
        List<String> parts = parts(rawKey, names.size());
        if (parts.size() != names.size()) {
            throw Problem.PARAMETER_INVALID.with(new Fault(
                    "key",
                    "A key of this dataset has " + names.size() + " parts, joined by commas: " + String.join(",", names)
                            + "."));
        }
        List<Filter> filters = new ArrayList<>();
        for (int at = 0; at < parts.size(); at++) {
            Field field = dataset.schema().column(names.get(at)).orElseThrow();
            filters.add(new Filter("key", field, Operator.EQ, List.of(value(field, parts.get(at)))));
        }
        return filters;
    }

    private static List<String> parts(String rawKey, int expected) {
        String[] raw = rawKey.split(",", -1);
        return raw.length == expected
                ? Arrays.stream(raw).map(KeyReader::decode).toList()
                : Arrays.asList(decode(rawKey).split(",", -1));
    }

    /** A plus sign in a path is a plus sign. */
    private static String decode(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Object value(Field field, String part) {
        try {
            return field.readValue(part);
        } catch (UnreadableCell unreadable) {
            throw Problem.PARAMETER_INVALID.with(
                    new Fault("key", "The part for " + field.name() + " " + unreadable.reason() + "."));
        }
    }
}
