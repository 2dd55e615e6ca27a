package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
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

    private static final String RECORDS = "listRecords";
    private static final Map<ClientLanguage, Template> PROGRAMS = programs();

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
     */
    public void addTo(ObjectNode document, Collection<ClientCall> questions) {
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
                    }
                }));
    }

    private void put(ObjectNode operation, String extension, String section, String method, ClientCall call) {
        ObjectNode byLanguage = operation.putObject(extension);
        for (ClientLanguage language : ClientLanguage.values()) {
            byLanguage.put(language.id(), program(language, section, method, call));
        }
    }

    private String program(ClientLanguage language, String section, String method, ClientCall call) {
        Map<String, Object> context = new HashMap<>(language.properties(names));
        String written = call(language, method, call);
        context.put(section, true);
        context.put("call", written);
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
