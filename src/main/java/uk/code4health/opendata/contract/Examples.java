package uk.code4health.opendata.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Answers that the service really gave to its sample data, as examples; a test asks again and compares their shape. */
final class Examples {

    private static final String RESOURCE = "contract-examples.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Map<String, Object>> BY_OPERATION = read();

    private Examples() {}

    static void addTo(Operation operation) {
        Map<String, Object> examples = BY_OPERATION.getOrDefault(String.valueOf(operation.getOperationId()), Map.of());
        for (String status : new String[] {"200", "202"}) {
            APIResponse response = operation.getResponses().getAPIResponse(status);
            if (response != null && response.getContent() != null) {
                response.getContent().getMediaTypes().forEach((type, body) -> {
                    if (examples.containsKey(type)) {
                        body.setExample(examples.get(type));
                    }
                });
            }
        }
    }

    /** A value as the document holds it: its properties in the order in which answers have them. */
    static Map<String, Object> asJson(Object value) {
        return JSON.convertValue(value, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static Map<String, Map<String, Object>> read() {
        try (InputStream json = Examples.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
