package uk.code4health.opendata.catalogue;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the API begins: how much there is, and where everything else is. */
@Schema(name = "EntryPoint")
public record EntryPoint(
        @Schema(examples = "Code4Health Open Data") String title,
        @Schema(examples = "5") long datasets,
        @Schema(examples = "28000") long records,

        @Schema(description = "Whether the service can answer", examples = "up")
        String status,

        Map<String, String> links) {}
