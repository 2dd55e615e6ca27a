package uk.code4health.opendata.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.text.CaseUtils;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Constraints;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/** What the values of a dataset's fields look like, as JSON Schema; code lists are schemas with names of their own. */
final class FieldSchemas {

    /** PostgreSQL's times have no zone, and RFC 3339's, which JSON Schema's formats mean, must have one. */
    private static final String LOCAL_DATE_TIME = "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?$";

    private static final String LOCAL_TIME = "^\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?$";
    private static final String YEAR_AND_MONTH = "^\\d{4}-\\d{2}$";

    private final String dataset;
    private final Map<String, Schema> codeLists = new TreeMap<>();

    FieldSchemas(Dataset dataset) {
        this.dataset = inPascalCase(dataset.id().value());
        dataset.schema().columns().stream()
                .filter(FieldSchemas::hasCodeList)
                .forEach(field -> codeLists.put(nameOfCodes(field), codes(field)));
    }

    /** A name that begins with the dataset's: {@code GpPracticesRecord}. */
    String named(String rest) {
        return dataset + rest;
    }

    /** The code lists by their names. */
    Map<String, Schema> codeLists() {
        return codeLists;
    }

    /** A value of a field, as a condition has it. */
    Schema value(Field field) {
        return hasCodeList(field) ? OASFactory.createSchema().ref(nameOfCodes(field)) : plain(field);
    }

    /** A value of a field, or null, as a record has it. */
    Schema cell(Field field, @Nullable Object example) {
        Schema schema = hasCodeList(field) ? code(field) : plain(field);
        if (!hasCodeList(field) && !field.constraints().required()) {
            schema.addType(SchemaType.NULL);
        }
        if (example != null) {
            schema.examples(List.of(example));
        }
        return schema.title(field.title()).description(description(field));
    }

    private Schema code(Field field) {
        return field.constraints().required()
                ? OASFactory.createSchema().allOf(List.of(value(field)))
                : OASFactory.createSchema()
                        .anyOf(List.of(value(field), OASFactory.createSchema().type(List.of(SchemaType.NULL))));
    }

    private static boolean hasCodeList(Field field) {
        return field.type() == FieldType.STRING && !field.constraints().oneOf().isEmpty();
    }

    private String nameOfCodes(Field field) {
        return dataset + inPascalCase(field.name());
    }

    private static Schema codes(Field field) {
        List<String> codes = field.constraints().oneOf();
        Schema schema = OASFactory.createSchema()
                .type(List.of(SchemaType.STRING))
                .description("The values of " + field.name() + ": " + field.title())
                .enumeration(List.copyOf(codes));
        ClientHints.codes(schema, codes);
        return schema;
    }

    private static Schema plain(Field field) {
        Schema schema = OASFactory.createSchema();
        Constraints constraints = field.constraints();
        switch (field.type()) {
            case STRING -> {
                schema.addType(SchemaType.STRING);
                field.pattern().ifPresent(pattern -> schema.pattern("^(?:" + pattern + ")$"));
                constraints.minLength().ifPresent(schema::minLength);
                constraints.maxLength().ifPresent(schema::maxLength);
            }
            case INTEGER -> bounded(schema.addType(SchemaType.INTEGER).format("int64"), constraints);
            case YEAR -> bounded(schema.addType(SchemaType.INTEGER).format("int32"), constraints);
            case NUMBER -> bounded(schema.addType(SchemaType.NUMBER), constraints);
            case BOOLEAN -> schema.addType(SchemaType.BOOLEAN);
            case DATE -> schema.addType(SchemaType.STRING).format("date");
            case DATETIME -> schema.addType(SchemaType.STRING).pattern(LOCAL_DATE_TIME);
            case TIME -> schema.addType(SchemaType.STRING).pattern(LOCAL_TIME);
            case YEARMONTH -> schema.addType(SchemaType.STRING).pattern(YEAR_AND_MONTH);
        }
        return schema;
    }

    private static void bounded(Schema schema, Constraints constraints) {
        constraints.minimum().ifPresent(least -> schema.minimum(new BigDecimal(least.toString())));
        constraints.maximum().ifPresent(most -> schema.maximum(new BigDecimal(most.toString())));
    }

    private static String description(Field field) {
        String status = field.status()
                .map(companion -> "Null where there is no number to give; `" + companion.name() + "` says why.")
                .orElse("");
        return Stream.of(field.description(), status)
                .filter(text -> !text.isEmpty())
                .reduce((first, second) -> first + " " + second)
                .orElse(field.title());
    }

    private static String inPascalCase(String words) {
        return CaseUtils.toCamelCase(words, true, '-', '_');
    }
}
