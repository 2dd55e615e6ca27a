package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Programs that ask a dataset by its client, in each language: as extensions of its document's operations. */
public final class ClientSamples {

    /** Of an operation, by language: a program that calls it. */
    public static final String EXTENSION = "x-client-samples";

    /** Of the operation that lists records: a program that reads all pages. */
    public static final String ALL_PAGES = "x-client-samples-all-pages";

    /** Of the operation that lists records: a program that is refused, and shows how that is said. */
    public static final String REFUSED = "x-client-samples-refused";

    /** Of the operation that lists records: a program that asks by one condition after the other. */
    public static final String CONDITIONS = "x-client-samples-conditions";

    private static final String RECORDS = "listRecords";
    private static final Map<ClientLanguage, Template> PROGRAMS = programs();

    /**
     * A call, and what it asks.
     *
     * @param meaning in one line, of letters, digits, underscores and spaces
     */
    public record Explained(String meaning, ClientCall call) {}

    private final ClientNames names;
    private final String service;
    private final DocumentCalls calls;
    private final Map<ClientLanguage, CallWriter> writers = new EnumMap<>(ClientLanguage.class);

    /**
     * @param document OpenAPI, without references outside of it
     * @param service where the service is, without a slash at its end
     */
    public ClientSamples(ClientNames names, JsonNode document, String service) {
        this.names = names;
        this.service = service;
        this.calls = new DocumentCalls(document);
        for (ClientLanguage language : ClientLanguage.values()) {
            writers.put(language, language.calls(names, document));
        }
    }

    /**
     * Adds programs to the operations of a document.
     *
     * @param questions a call that has an answer, for each operation
     * @param conditions calls that list records
     */
    public void addTo(ObjectNode document, Collection<ClientCall> questions, List<Explained> conditions) {
        Map<String, ClientCall> byOperation = new HashMap<>();
        questions.forEach(call -> byOperation.put(call.operation(), call));
        document.path("paths")
                .forEach(path -> path.forEach(each -> {
                    ObjectNode operation = (ObjectNode) each;
                    ClientCall call =
                            byOperation.get(operation.path("operationId").asText());
                    if (call != null) {
                        put(operation, EXTENSION, call.operation(), call.operation(), call);
                    }
                    if (call != null && call.operation().equals(RECORDS)) {
                        put(
                                operation,
                                ALL_PAGES,
                                "allPages",
                                "allRecords",
                                ClientCall.of(RECORDS).with("limit", "1000"));
                        put(
                                operation,
                                REFUSED,
                                "refused",
                                RECORDS,
                                ClientCall.of(RECORDS).with("sort", "no_such_field"));
                        putConditions(operation, conditions);
                    }
                }));
    }

    private void put(ObjectNode operation, String extension, String section, String method, ClientCall call) {
        ObjectNode byLanguage = operation.putObject(extension);
        for (ClientLanguage language : ClientLanguage.values()) {
            String written = call(language, method, call);
            byLanguage.put(language.id(), program(language, section, Map.of("call", written), written));
        }
    }

    private void putConditions(ObjectNode operation, List<Explained> conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        ObjectNode byLanguage = operation.putObject(CONDITIONS);
        for (ClientLanguage language : ClientLanguage.values()) {
            List<Map<String, String>> calls = conditions.stream()
                    .map(each -> Map.of("meaning", each.meaning(), "call", call(language, RECORDS, each.call())))
                    .toList();
            byLanguage.put(language.id(), program(language, "conditions", calls, calls.toString()));
        }
    }

    /**
     * A whole program.
     *
     * @param section of the template, which is given a call or calls
     * @param written all of them as they are written
     */
    private String program(ClientLanguage language, String section, Object calls, String written) {
        Map<String, Object> context = new HashMap<>(language.properties(names));
        context.put(section, calls);
        context.put("service", service);
        context.put("client", names.inPascalCase() + "Client");
        context.put("usesDates", written.contains("LocalDate."));
        context.put("usesLists", written.contains("List.of("));
        context.put("usesDecimals", written.contains("BigDecimal("));
        return Objects.requireNonNull(PROGRAMS.get(language)).execute(context).strip();
    }

    /** A call as a language writes it. */
    String call(ClientLanguage language, String method, ClientCall call) {
        return Objects.requireNonNull(writers.get(language))
                .write(method, call.operation(), calls.path(call), calls.query(call));
    }

    private static Map<ClientLanguage, Template> programs() {
        Map<ClientLanguage, Template> programs = new EnumMap<>(ClientLanguage.class);
        for (ClientLanguage language : ClientLanguage.values()) {
            programs.put(
                    language,
                    Mustache.compiler()
                            .escapeHTML(false)
                            .defaultValue("")
                            .compile(ClientResources.template(language, "sample.mustache")));
        }
        return programs;
    }
}
