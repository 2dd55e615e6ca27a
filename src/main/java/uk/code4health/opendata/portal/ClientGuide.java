package uk.code4health.opendata.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import uk.code4health.opendata.contract.clients.ClientLanguage;
import uk.code4health.opendata.contract.clients.ClientNames;
import uk.code4health.opendata.contract.clients.ClientSamples;

/**
 * How a dataset is asked by its client in a language, as the dataset's OpenAPI document has it.
 *
 * @param all a program that reads all pages
 * @param problem a program that is refused, and says why
 * @param lacking fields that may lack values, each with the companion that says why; their first few
 * @param attribution what to say when the data are used
 */
record ClientGuide(
        ClientLanguage language,
        ClientNames names,
        String title,
        String all,
        String problem,
        List<Guided> operations,
        List<String> lacking,
        String licence,
        String attribution) {

    private static final int FEW = 3;
    private static final String STATUS = "_status";

    /**
     * An operation.
     *
     * @param description as Markdown, without any of its marks but the backtick
     */
    record Guided(String id, String summary, String description, String sample) {}

    static ClientGuide of(ClientLanguage language, ClientNames names, JsonNode document) {
        List<JsonNode> operations = new ArrayList<>();
        document.path("paths").forEach(path -> path.forEach(operations::add));
        return new ClientGuide(
                language,
                names,
                document.at("/info/title").asText(),
                program(operations, ClientSamples.ALL_PAGES, language),
                program(operations, ClientSamples.REFUSED, language),
                operations.stream()
                        .map(operation -> guided(operation, language))
                        .toList(),
                lacking(document.path("components").path("schemas").path(names.inPascalCase() + "Record")),
                document.at("/info/license/name").asText(),
                document.at("/info/x-attribution").asText());
    }

    /** That of the one operation which has such. */
    private static String program(List<JsonNode> operations, String extension, ClientLanguage language) {
        return operations.stream()
                .map(operation -> operation.path(extension).path(language.id()).asText())
                .filter(program -> !program.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Guided guided(JsonNode operation, ClientLanguage language) {
        return new Guided(
                operation.path("operationId").asText(),
                operation.path("summary").asText(),
                operation.path("description").asText(),
                operation.path(ClientSamples.EXTENSION).path(language.id()).asText());
    }

    private static List<String> lacking(JsonNode record) {
        return record.path("properties").properties().stream()
                .map(property -> property.getKey())
                .filter(name -> name.endsWith(STATUS)
                        && record.path("properties").has(name.substring(0, name.length() - STATUS.length())))
                .limit(FEW)
                .toList();
    }
}
