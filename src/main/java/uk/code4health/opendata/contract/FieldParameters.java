package uk.code4health.opendata.contract;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.query.Operator;

/** The conditions on a dataset's fields: a parameter for each field and each operator that suits it. */
final class FieldParameters {

    private final FieldSchemas schemas;
    private final Map<String, Object> values;

    /**
     * @param values of a live record, by field
     */
    FieldParameters(FieldSchemas schemas, Map<String, Object> values) {
        this.schemas = schemas;
        this.values = values;
    }

    /** By their names, in the order of the fields. */
    Map<String, Parameter> of(Dataset dataset) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Field field : dataset.schema().columns()) {
            Arrays.stream(Operator.values())
                    .filter(operator -> operator.suits(field))
                    .forEach(operator -> parameters.put(operator.parameterOf(field), parameter(field, operator)));
        }
        return parameters;
    }

    private Parameter parameter(Field field, Operator operator) {
        Parameter parameter = OASFactory.createParameter()
                .name(operator.parameterOf(field))
                .in(Parameter.In.QUERY)
                .description(description(field, operator));
        ClientHints.condition(parameter, field, operator);
        @Nullable Object value = values.get(field.name());
        switch (operator.operands()) {
            case ONE -> parameter.schema(one(field, operator)).example(operator.takesPartOfText() ? null : value);
            case ANY_OF -> list(parameter, field, value).explode(true);
            case COMMA_LIST -> list(parameter, field, value).explode(false);
            case TRUTH -> parameter.schema(OASFactory.createSchema().type(List.of(SchemaType.BOOLEAN)));
        }
        return parameter;
    }

    private Schema one(Field field, Operator operator) {
        return operator.takesPartOfText()
                ? OASFactory.createSchema().type(List.of(SchemaType.STRING))
                : schemas.value(field);
    }

    private Parameter list(Parameter parameter, Field field, @Nullable Object value) {
        return parameter
                .style(Parameter.Style.FORM)
                .schema(OASFactory.createSchema()
                        .type(List.of(SchemaType.ARRAY))
                        .items(schemas.value(field)))
                .example(value == null ? null : List.of(value));
    }

    private static String description(Field field, Operator operator) {
        String asked = field.title() + " " + operator.phrase();
        return switch (operator.operands()) {
            case ONE -> asked + (operator.takesPartOfText() ? " this text" : " this");
            case ANY_OF ->
                asked + " this; given several times, " + (operator == Operator.EQ ? "any" : "none") + " of these";
            case COMMA_LIST -> asked + " these, separated by commas";
            case TRUTH -> asked + " (`true`) or has one (`false`)";
        };
    }
}
