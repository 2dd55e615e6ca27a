package uk.code4health.opendata.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** Where to fetch a file from, if not from where the manifest says. */
@Schema(name = "FetchRequest")
record FetchRequest(
        @Schema(
                description = "The file's address, http or https; without it, the address in the manifest",
                examples = "https://files.digital.nhs.uk/assets/ods/current/epraccur.zip",
                nullable = true)
        @Nullable String url) {

    private static final String URL = "url";

    /** The address that was asked for, else the one in the manifest. */
    String addressOr(Dataset dataset) {
        return Optional.ofNullable(url)
                .or(() -> dataset.publication().fileSource().address().map(URI::toString))
                .orElseThrow(() -> invalid(
                        URL,
                        "The manifest has no address that is the same for every file of this dataset. Give the file's"
                                + " own, as {\"url\": \"https://…\"}."));
    }

    /** Reads a body, which may be missing. */
    static FetchRequest of(@Nullable String body, ObjectMapper json) {
        if (body == null || body.isBlank()) {
            return new FetchRequest(null);
        }
        try {
            JsonNode root = json.readTree(body);
            if (!root.isObject()) {
                throw invalid(URL, "The body is a JSON object such as {\"url\": \"https://…\"}.");
            }
            for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
                requireKnown(names.next());
            }
            JsonNode url = root.path(URL);
            if (!url.isTextual() && !url.isNull() && !url.isMissingNode()) {
                throw invalid(URL, "The url is a text.");
            }
            return new FetchRequest(url.textValue());
        } catch (JsonProcessingException malformed) {
            throw invalid(URL, "The body is not well-formed JSON.");
        }
    }

    private static void requireKnown(String name) {
        if (!name.equals(URL)) {
            throw Problem.PARAMETER_INVALID.with(new Fault(
                    name,
                    "The body has no property of this name.",
                    List.of(URL),
                    Nearest.to(name, List.of(URL)).orElse(null)));
        }
    }

    private static RuntimeException invalid(String name, String detail) {
        return Problem.PARAMETER_INVALID.with(new Fault(name, detail));
    }
}
