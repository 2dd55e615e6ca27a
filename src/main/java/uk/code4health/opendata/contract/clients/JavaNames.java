package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.openapitools.codegen.config.CodegenConfigurator;
import org.openapitools.codegen.languages.JavaClientCodegen;

/**
 * What the fields and the parameters of a dataset are called in Java. The generator makes their names, but would give two fields
 * one name that differ in an underscore alone: {@code type_1} and {@code type1}.
 */
final class JavaNames {

    private final JavaClientCodegen generator = new JavaClientCodegen();

    /** By their names in the document, those that the generator must be told. */
    private final Map<String, String> fields;

    private final Map<String, String> parameters;

    /**
     * @param settings of Java's clients, which name what Java itself has names for
     * @param record the name of the schema of records
     */
    JavaNames(JsonNode settings, JsonNode document, String record) {
        settings.path("nameMappings").properties().forEach(each -> generator
                .nameMapping()
                .put(each.getKey(), each.getValue().asText()));
        settings.path("parameterNameMappings").properties().forEach(each -> generator
                .parameterNameMapping()
                .put(each.getKey(), each.getValue().asText()));
        this.fields = unique(fieldsOf(document, record), generator::toVarName, generator.nameMapping());
        this.parameters = unique(parametersOf(document), generator::toParamName, generator.parameterNameMapping());
    }

    /** Tells the generator what it would not find by itself. */
    void tell(CodegenConfigurator settings) {
        fields.forEach(settings::addNameMapping);
        parameters.forEach(settings::addParameterNameMapping);
    }

    /** The name of a parameter's method. */
    String ofParameter(String name) {
        return generator.toParamName(name);
    }

    private static Map<String, String> unique(
            Set<String> names, Function<String, String> generated, Map<String, String> mapping) {
        Set<String> taken = new HashSet<>();
        Map<String, String> told = new LinkedHashMap<>();
        for (String name : names) {
            String wanted = generated.apply(name);
            String free = wanted;
            for (int next = 2; !taken.add(free); next++) {
                free = wanted + "_" + next;
            }
            if (!free.equals(wanted)) {
                told.put(name, free);
                mapping.put(name, free);
            }
        }
        return told;
    }

    private static Set<String> fieldsOf(JsonNode document, String record) {
        Set<String> names = new LinkedHashSet<>();
        document.path("components")
                .path("schemas")
                .path(record)
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    /** Those of operations first, as the conditions on fields make way for them. */
    private static Set<String> parametersOf(JsonNode document) {
        Set<String> names = new LinkedHashSet<>();
        document.path("paths")
                .forEach(path ->
                        path.forEach(operation -> operation.path("parameters").forEach(parameter -> {
                            if (parameter.has("name")) {
                                names.add(parameter.path("name").asText());
                            }
                        })));
        document.path("components")
                .path("parameters")
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }
}
