package uk.code4health.opendata.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Java's own types, which the scanner makes schemas with names of. They are texts in a format, and said so in place: as models
 * their names would clash with what languages call their own.
 */
final class PlainTypes {

    private static final String SCHEMAS = "#/components/schemas/";

    /** By their names, the formats of JSON Schema. */
    private static final Map<String, String> FORMATS =
            Map.of("Instant", "date-time", "LocalDate", "date", "UUID", "uuid");

    private PlainTypes() {}

    /** Says a reference to such a type, or to one or null, in place. */
    static Schema inPlace(Schema schema) {
        format(schema).ifPresent(format -> {
            schema.setRef(null);
            schema.type(List.of(SchemaType.STRING)).format(format);
        });
        @Nullable List<Schema> choices = schema.getAnyOf();
        if (choices != null) {
            choices.stream()
                    .map(PlainTypes::inPlace)
                    .map(Schema::getFormat)
                    .filter(format -> format != null && FORMATS.containsValue(format))
                    .findFirst()
                    .ifPresent(format -> schema.anyOf(null)
                            .type(List.of(SchemaType.STRING, SchemaType.NULL))
                            .format(format));
        }
        return schema;
    }

    static void removeFrom(Components components) {
        FORMATS.keySet().forEach(components::removeSchema);
    }

    private static Optional<String> format(Schema schema) {
        @Nullable String reference = schema.getRef();
        return reference == null
                ? Optional.empty()
                : Optional.ofNullable(FORMATS.get(reference.substring(SCHEMAS.length())));
    }
}
