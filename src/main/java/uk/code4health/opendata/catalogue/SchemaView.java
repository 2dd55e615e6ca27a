package uk.code4health.opendata.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Cell;
import uk.code4health.opendata.dataset.CellStatus;
import uk.code4health.opendata.dataset.CodeFormat;
import uk.code4health.opendata.dataset.Constraints;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.ForeignKey;

/** A dataset's schema as Frictionless Table Schema v2: of what is served, so dates are ISO 8601 whatever the file has. */
@Schema(name = "TableSchema", description = "Frictionless Table Schema v2 (datapackage.org)")
public record SchemaView(
        @JsonProperty("$schema") String profile,
        List<FieldSchema> fields,

        @JsonProperty("primaryKey") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> primaryKey,

        @JsonProperty("foreignKeys") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ForeignKeySchema> foreignKeys) {

    private static final String PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json";

    /** A field, as Table Schema has it. */
    @Schema(name = "TableSchemaField")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record FieldSchema(
            String name,
            String title,
            String description,
            String type,

            @Schema(description = "default: codes are text, whose form is a constraint", examples = "default")
            String format,

            @Schema(
                    description = "What kind of code it holds, such as ods-code or snomed-id; a property of ours",
                    examples = "ods-code",
                    nullable = true)
            @JsonProperty("codeFormat")
            @Nullable String codeFormat,

            @JsonProperty("missingValues") @JsonInclude(JsonInclude.Include.ALWAYS)
            List<MissingValue> missingValues,

            @Schema(nullable = true) @Nullable FieldConstraints constraints) {}

    /** A text of the publisher's that stands for no value. */
    @Schema(name = "TableSchemaMissingValue")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MissingValue(
            String value, @Schema(nullable = true) @Nullable String label) {}

    /** What a value must fulfil. */
    @Schema(name = "TableSchemaConstraints")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record FieldConstraints(
            @Schema(nullable = true) @Nullable Boolean required,
            @JsonProperty("minLength") @Nullable Integer minLength,
            @JsonProperty("maxLength") @Nullable Integer maxLength,

            @Schema(type = SchemaType.STRING, nullable = true) @Nullable Object minimum,

            @Schema(type = SchemaType.STRING, nullable = true) @Nullable Object maximum,

            @Schema(nullable = true) @Nullable String pattern,
            @JsonProperty("enum") List<String> oneOf) {}

    /** Fields that name a record of another dataset. */
    @Schema(name = "TableSchemaForeignKey")
    public record ForeignKeySchema(List<String> fields, Reference reference) {

        /** The other dataset's id and its fields. */
        @Schema(name = "TableSchemaReference")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Reference(
                @Schema(
                        description = "In a Data Package: where that of the other dataset is",
                        examples = "http://localhost:8080/v1/datasets/gp-practices/datapackage.json",
                        nullable = true)
                @JsonProperty("package")
                @Nullable String dataPackage,

                String resource,
                List<String> fields) {}

        static ForeignKeySchema of(ForeignKey key) {
            return new ForeignKeySchema(
                    key.fields(), new Reference(null, key.dataset().value(), key.references()));
        }
    }

    /** The schema of what is served of a dataset. */
    public static SchemaView of(uk.code4health.opendata.dataset.Schema schema) {
        return new SchemaView(
                PROFILE,
                schema.columns().stream().map(SchemaView::field).toList(),
                schema.primaryKey(),
                schema.foreignKeys().stream().map(ForeignKeySchema::of).toList());
    }

    private static FieldSchema field(Field field) {
        return new FieldSchema(
                field.name(),
                field.title(),
                field.description(),
                field.type().label(),
                "default",
                field.code().map(CodeFormat::label).orElse(null),
                field.missing().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> missing(entry.getKey(), entry.getValue()))
                        .toList(),
                constraints(field));
    }

    private static MissingValue missing(String text, Cell cell) {
        CellStatus status = cell.status();
        return new MissingValue(text, status == null ? null : status.label());
    }

    private static @Nullable FieldConstraints constraints(Field field) {
        Constraints constraints = field.constraints();
        if (constraints.equals(Constraints.NONE) && field.code().isEmpty()) {
            return null;
        }
        return new FieldConstraints(
                constraints.required() ? true : null,
                constraints.minLength().orElse(null),
                constraints.maxLength().orElse(null),
                constraints.minimum().map(Object::toString).orElse(null),
                constraints.maximum().map(Object::toString).orElse(null),
                field.pattern().orElse(null),
                constraints.oneOf());
    }
}
