package uk.code4health.opendata.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.contract.clients.QuotedText;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.query.Operator;

/** What the templates of clients ({@code openapi/templates}) go by, and OpenAPI has no word for; as extensions of a document. */
final class ClientHints {

    /** Of the document: what to say when the data are used. */
    static final String ATTRIBUTION = "x-attribution";

    private static final String FIELD = "x-field";
    private static final String OPERATOR = "x-operator";

    /** The operation whose conditions are those of all. */
    private static final String CONDITIONS = "x-conditions";

    /** An operation that takes them. */
    private static final String TAKES_CONDITIONS = "x-takes-conditions";

    /** The codes of a list as JSON has them, exactly: generators change what could end a comment. */
    private static final String CODES = "x-codes";

    /** How the elements of all pages of an operation are called together, and the schema of one. */
    private static final String PAGES = "x-pages";

    /** Clients ask for JSON. */
    private static final String IGNORED = "x-client-ignore";

    private ClientHints() {}

    /** Which field a parameter is a condition on, and which operator it has. */
    static void condition(Parameter parameter, Field field, Operator operator) {
        parameter.addExtension(FIELD, field.name());
        parameter.addExtension(OPERATOR, operator.suffix());
    }

    /**
     * Marks an operation and its parameters.
     *
     * @param record the schema of the dataset's records
     */
    static void addTo(Operation operation, String record) {
        switch (operation.getOperationId()) {
            case "listRecords" -> {
                operation.addExtension(CONDITIONS, true);
                comesInPages(operation, "allRecords", Optional.of(record));
            }
            case "aggregate" -> comesInPages(operation, "allGroups", Optional.empty());
            case "listValues" -> comesInPages(operation, "allValues", Optional.of("FieldValue"));
            default -> {}
        }
        @Nullable List<Parameter> parameters = operation.getParameters();
        if (parameters != null) {
            if (parameters.stream().anyMatch(ClientHints::isCondition)) {
                operation.addExtension(TAKES_CONDITIONS, true);
            }
            parameters.stream()
                    .filter(parameter -> "format".equals(parameter.getName()))
                    .forEach(format -> format.addExtension(IGNORED, true));
        }
    }

    /** Says the codes of a list exactly. */
    static void codes(Schema schema, List<String> codes) {
        schema.addExtension(CODES, codes.stream().map(QuotedText::of).toList());
    }

    /** Conditions stand among the document's components. */
    private static boolean isCondition(Parameter parameter) {
        return parameter.getRef() != null;
    }

    private static void comesInPages(Operation operation, String together, Optional<String> element) {
        Map<String, Object> pages = new LinkedHashMap<>();
        pages.put("operationId", together);
        element.ifPresent(schema -> pages.put("items", schema));
        operation.addExtension(PAGES, pages);
    }
}
