package uk.code4health.opendata.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.query.Bucket;
import uk.code4health.opendata.query.Measure;

/** Puts a dataset's own fields where the parameters of the service's operations speak of any. */
final class DatasetParameters {

    private final Dataset dataset;
    private final LiveExamples examples;
    private final Map<String, Parameter> conditions;

    /**
     * @param conditions on the fields, by name; they stand among the document's components
     */
    DatasetParameters(Dataset dataset, LiveExamples examples, Map<String, Parameter> conditions) {
        this.dataset = dataset;
        this.examples = examples;
        this.conditions = conditions;
    }

    void putInto(Operation operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : operation.getParameters()) {
            own(operation.getOperationId(), parameter).forEach(parameters::add);
        }
        operation.setParameters(parameters);
    }

    private Stream<Parameter> own(String operation, Parameter parameter) {
        boolean isOfRecords = operation.equals("listRecords") || operation.equals("explain");
        return switch (parameter.getName()) {
            case "dataset" -> Stream.empty();
            case "conditions" ->
                conditions.keySet().stream()
                        .map(name -> OASFactory.createParameter().ref(name));
            case "expand" -> expandable().isEmpty() ? Stream.empty() : Stream.of(list(parameter, oneOf(expandable())));
            case "fields" -> Stream.of(list(parameter, oneOf(names())));
            case "sort" ->
                operation.equals("listValues")
                        ? Stream.of(parameter)
                        : Stream.of(list(parameter, isOfRecords ? oneOf(directions()) : text()));
            case "group_by" -> Stream.of(list(parameter, oneOf(groupings())));
            case "measure" -> Stream.of(list(parameter, oneOf(measures())));
            case "field" ->
                Stream.of(parameter.schema(oneOf(names())).example(grouping().orElse(names().get(0))));
            case "key" -> Stream.of(key(parameter));
            case "release" ->
                Stream.of(parameter.example(examples.live().newestRelease().orElse(null)));
            case "where" -> Stream.of(parameter.example(comparison()));
            case "having" -> Stream.of(parameter.example("count > 10"));
            case "q", "prefix" -> Stream.of(parameter.example(null));
            default -> Stream.of(parameter);
        };
    }

    /** Of several parts, which stand beside each other in the address, with commas between them. */
    private Parameter key(Parameter parameter) {
        List<String> names = dataset.schema().primaryKey();
        List<String> example = examples.key();
        if (names.size() == 1) {
            return parameter
                    .description("The value of " + names.get(0))
                    .example(example.isEmpty() ? null : example.get(0));
        }
        return parameter
                .description("The values of " + String.join(", ", names) + ", in this order")
                .style(Parameter.Style.SIMPLE)
                .explode(false)
                .schema(OASFactory.createSchema()
                        .type(List.of(SchemaType.ARRAY))
                        .items(text())
                        .minItems(names.size())
                        .maxItems(names.size()))
                .example(example.isEmpty() ? null : example);
    }

    private static Parameter list(Parameter parameter, Schema items) {
        return parameter
                .style(Parameter.Style.FORM)
                .explode(false)
                .schema(OASFactory.createSchema()
                        .type(List.of(SchemaType.ARRAY))
                        .items(items))
                .example(null);
    }

    private static Schema oneOf(List<String> values) {
        return text().enumeration(List.copyOf(values));
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING));
    }

    private List<String> names() {
        return List.copyOf(dataset.schema().columnNames());
    }

    private List<String> directions() {
        return names().stream().flatMap(name -> Stream.of(name, "-" + name)).toList();
    }

    private List<String> expandable() {
        Set<String> names = new LinkedHashSet<>();
        dataset.schema().foreignKeys().forEach(key -> {
            names.addAll(key.fields());
            names.add(key.dataset().value());
        });
        return List.copyOf(names);
    }

    private List<String> groupings() {
        return dataset.schema().columns().stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(field.name()),
                        Bucket.suits(field)
                                ? Bucket.labels().stream().map(bucket -> bucket + "(" + field.name() + ")")
                                : Stream.empty()))
                .toList();
    }

    private List<String> measures() {
        return Stream.concat(
                        Stream.of(Measure.COUNT.asked("")),
                        dataset.schema().columns().stream().flatMap(field -> Arrays.stream(Measure.values())
                                .filter(measure -> measure.suits(field))
                                .map(measure -> measure.asked(field.name()))))
                .toList();
    }

    private Optional<String> grouping() {
        return examples.grouping().map(Field::name);
    }

    private @Nullable String comparison() {
        return grouping()
                .map(name -> name + " = '"
                        + String.valueOf(examples.values().get(name)).replace("'", "''") + "'")
                .orElse(null);
    }
}
