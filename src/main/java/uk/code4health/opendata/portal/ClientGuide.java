package uk.code4health.opendata.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.contract.clients.ClientLanguage;
import uk.code4health.opendata.contract.clients.ClientNames;
import uk.code4health.opendata.contract.clients.ClientSamples;

/**
 * How a dataset is asked by its client in a language, as the dataset's OpenAPI document has it. A program is empty where
 * there is none, such as one that asks for a release before there is one.
 *
 * @param description what the dataset is
 * @param version of the client
 * @param first a program that asks for two records
 * @param all a program that reads all pages
 * @param conditions a program that asks by one condition after the other
 * @param problem a program that is refused, and says why
 * @param lacking fields that may lack values, each with the companion that says why; their first few
 * @param attribution what to say when the data are used
 */
record ClientGuide(
        ClientLanguage language,
        ClientNames names,
        DatasetRow dataset,
        Prose description,
        String version,
        String first,
        String all,
        String conditions,
        String problem,
        List<Guided> operations,
        List<String> lacking,
        String attribution) {

    private static final int FEW = 3;
    private static final String STATUS = "_status";
    private static final String RECORDS = "listRecords";

    /** In the order in which they are learned: first the data, then what is known of them. */
    private static final List<String> LEARNED = List.of(
            RECORDS,
            "getRecord",
            "aggregate",
            "listValues",
            "explain",
            "getDataset",
            "getSchema",
            "getQuality",
            "listReleases",
            "getRelease");

    /** An operation. */
    record Guided(String id, Prose summary, Prose description, String sample) {

        /** Whether its program is the one that the page begins with. */
        public boolean first() {
            return id.equals(RECORDS);
        }

        private int place() {
            int place = LEARNED.indexOf(id);
            return place < 0 ? LEARNED.size() : place;
        }
    }

    static ClientGuide of(ClientLanguage language, LiveDataset live, JsonNode document) {
        ClientNames names = new ClientNames(live.dataset().id());
        List<JsonNode> operations = new ArrayList<>();
        document.path("paths").forEach(path -> path.forEach(operations::add));
        List<Guided> guided = operations.stream()
                .map(operation -> guided(operation, language))
                .sorted(Comparator.comparingInt(Guided::place))
                .toList();
        return new ClientGuide(
                language,
                names,
                DatasetRow.of(live),
                Prose.ofSentences(live.dataset().description()),
                document.at("/info/version").asText(),
                guided.stream()
                        .filter(Guided::first)
                        .map(Guided::sample)
                        .findFirst()
                        .orElse(""),
                program(operations, ClientSamples.ALL_PAGES, language),
                program(operations, ClientSamples.CONDITIONS, language),
                program(operations, ClientSamples.REFUSED, language),
                guided,
                lacking(document.path("components").path("schemas").path(names.record())),
                document.at("/info/x-attribution").asText());
    }

    /** All there are, of which this is one. */
    public List<ClientLanguage> languages() {
        return List.of(ClientLanguage.values());
    }

    /** That of the one operation which has such. */
    private static String program(List<JsonNode> operations, String extension, ClientLanguage language) {
        return operations.stream()
                .map(operation -> program(operation, extension, language))
                .filter(program -> !program.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String program(JsonNode operation, String extension, ClientLanguage language) {
        return operation.path(extension).path(language.id()).asText();
    }

    private static Guided guided(JsonNode operation, ClientLanguage language) {
        return new Guided(
                operation.path("operationId").asText(),
                Prose.of(operation.path("summary").asText()),
                Prose.ofSentences(operation.path("description").asText()),
                program(operation, ClientSamples.EXTENSION, language));
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
