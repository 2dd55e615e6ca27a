package uk.code4health.opendata.roundtrip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;

/**
 * A file that a publisher could release, and what it means.
 *
 * @param manifest of the dataset
 * @param file its name
 * @param text what it says, for people
 * @param records as the service should answer them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
public record Release(
        String manifest,
        String file,
        byte[] content,
        String text,
        Map<String, String> types,
        List<Map<String, Object>> records) {

    private static final int TRIES = 1_000;

    /** A CSV that a seed stands for. */
    public static Release inCsv(String dataset, long seed) {
        Random random = new Random(seed);
        Dialect dialect = one(Dialect.any(), random);
        Table table = one(Table.any(dialect.encoding()), random);
        String text = dialect.write(table, random);
        String file = dataset + ".csv";
        byte[] content = dialect.packing().pack(file, dialect.encoding().bytes(text));
        Map<String, Object> resource = Map.of("encoding", dialect.encoding().declared(), "dialect", dialect.declared());
        return of(dataset, table, resource, file, content, dialect + "\n" + text);
    }

    /** A workbook that a seed stands for. */
    public static Release inWorkbook(String dataset, long seed) {
        Random random = new Random(seed);
        Table table = one(Table.any(Sheet.MEDIUM), random);
        Sheet.Made made = Sheet.write(table, random);
        String file = dataset + ".xlsx";
        return of(
                dataset,
                made.table(),
                Map.of("format", "xlsx"),
                file,
                made.content(),
                table.rows().toString());
    }

    /** Made in a session of jqwik's own, as its engine would. */
    private static <T> T one(Arbitrary<T> arbitrary, Random random) {
        AtomicReference<T> made = new AtomicReference<>();
        JqwikSession.run(
                () -> made.set(arbitrary.generator(TRIES, true).next(random).value()));
        return made.get();
    }

    private static Release of(
            String dataset, Table table, Map<String, Object> layout, String file, byte[] content, String text) {
        Map<String, Object> resource = new LinkedHashMap<>(Map.of("name", dataset, "path", file));
        resource.putAll(layout);
        resource.put(
                "schema",
                Map.of("fields", table.columns().stream().map(Column::declared).toList()));
        Map<String, Object> manifest = Map.of(
                "name", dataset,
                "title", "A table",
                "description", "Some values.",
                "licenses", List.of(Map.of("name", "OGL-UK-3.0", "path", "https://example.org/licence")),
                "contributors", List.of(Map.of("title", "Nobody", "roles", List.of("publisher"))),
                "sources", List.of(Map.of("title", "Chance", "path", "https://example.org/chance")),
                "resources", List.of(resource),
                "publication", Map.of("mode", "snapshot"));
        Map<String, String> types = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            types.put(column.name(), column.form().type());
            if (column.hasStatus()) {
                types.put(column.status(), "string");
            }
        }
        return new Release(json(manifest), file, content, text, types, table.records());
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
