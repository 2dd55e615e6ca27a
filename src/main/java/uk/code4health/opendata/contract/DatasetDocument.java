package uk.code4health.opendata.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;

/** Makes the OpenAPI document of a dataset of the service's: with its fields, its code lists and its own answers. */
final class DatasetDocument {

    private static final String OF_DATASETS = "/v1/datasets/{dataset}";
    private static final String PARAGRAPH = "\n\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Dataset dataset;
    private final LiveExamples examples;
    private final ExampleQuestions questions;
    private final FieldSchemas schemas;

    DatasetDocument(LiveExamples examples, ExampleQuestions questions) {
        this.dataset = examples.live().dataset();
        this.examples = examples;
        this.questions = questions;
        this.schemas = new FieldSchemas(dataset);
    }

    /**
     * Turns the document of the service into that of the dataset.
     *
     * @param service where the service is, without a slash at its end
     */
    OpenAPI of(OpenAPI document, String service) {
        Map<String, Parameter> conditions = new FieldParameters(schemas, examples.values()).of(dataset);
        describe(document, service);
        complete(document.getComponents(), conditions);
        document.setPaths(paths(document.getPaths(), new DatasetParameters(dataset, examples, conditions)));
        document.setTags(usedTags(document));
        return document;
    }

    private static List<Tag> usedTags(OpenAPI document) {
        Set<String> used = document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .flatMap(operation -> operation.getTags().stream())
                .collect(Collectors.toSet());
        return document.getTags().stream()
                .filter(tag -> used.contains(tag.getName()))
                .toList();
    }

    private void describe(OpenAPI document, String service) {
        document.getInfo()
                .title(dataset.title())
                .description(
                        dataset.description() + PARAGRAPH + document.getInfo().getDescription())
                .license(OASFactory.createLicense()
                        .name(dataset.licence().id())
                        .url(dataset.licence().url()));
        document.getInfo()
                .addExtension(ClientHints.ATTRIBUTION, dataset.licence().attribution());
        document.setServers(List.of(OASFactory.createServer().url(service)));
        document.setExternalDocs(OASFactory.createExternalDocumentation()
                .description(dataset.source().title())
                .url(dataset.source().url()));
    }

    private void complete(Components components, Map<String, Parameter> conditions) {
        components.setSecuritySchemes(null);
        conditions.forEach(components::addParameter);
        schemas.codeLists().forEach(components::addSchema);
        components.addSchema(schemas.named("Record"), record());
        Schema records = OASFactory.createSchema()
                .type(List.of(SchemaType.ARRAY))
                .items(reference("Record"))
                .description("The records");
        ownAnswer(components, "RecordsPage", records);
        ownAnswer(components, "RecordPage", reference("Record"));
    }

    /** An answer of the service's, whose data is the dataset's. */
    private void ownAnswer(Components components, String name, Schema data) {
        Schema answer = Objects.requireNonNull(components.getSchemas().get(name));
        components.addSchema(schemas.named(name), answer.addProperty("data", data));
    }

    private Schema reference(String name) {
        return OASFactory.createSchema().ref(schemas.named(name));
    }

    /** Nothing in it is required, as a caller may ask for some fields alone. */
    private Schema record() {
        Schema record = OASFactory.createSchema()
                .type(List.of(SchemaType.OBJECT))
                .description("A record of " + dataset.title());
        for (Field field : dataset.schema().columns()) {
            record.addProperty(
                    field.name(), schemas.cell(field, examples.values().get(field.name())));
        }
        if (!dataset.schema().foreignKeys().isEmpty()) {
            record.addProperty("_embedded", embedded());
        }
        return record;
    }

    private static Schema embedded() {
        return OASFactory.createSchema()
                .type(List.of(SchemaType.OBJECT))
                .description(
                        "Where `expand` asks for them: the records of other datasets that this one names, by the field that names"
                                + " each; null where there is none")
                .additionalPropertiesSchema(
                        OASFactory.createSchema().type(List.of(SchemaType.OBJECT, SchemaType.NULL)));
    }

    private Paths paths(Paths ofService, DatasetParameters parameters) {
        Paths paths = OASFactory.createPaths();
        ofService.getPathItems().forEach((path, item) -> {
            if (path.startsWith(OF_DATASETS) && isThere(path)) {
                paths.addPathItem(path.replace("{dataset}", dataset.id().value()), item);
                item.getOperations().values().forEach(operation -> complete(operation, parameters));
            }
        });
        return paths;
    }

    /** Without a primary key no record has an address. Files about the dataset, as this one, are not for its clients. */
    private boolean isThere(String path) {
        boolean isFile = path.substring(path.lastIndexOf('/')).contains(".");
        return !isFile
                && (!path.endsWith("/{key}") || !dataset.schema().primaryKey().isEmpty());
    }

    private void complete(Operation operation, DatasetParameters parameters) {
        if (operation.getParameters() != null) {
            parameters.putInto(operation);
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getContent() != null) {
                response.getContent().getMediaTypes().values().forEach(body -> complete(operation, status, body));
            }
        });
        operation.addExtension("x-codeSamples", samples(operation.getOperationId()));
        ClientHints.addTo(operation, schemas.named("Record"));
    }

    private void complete(Operation operation, String status, MediaType body) {
        if (!status.startsWith("2")) {
            body.setExample(ofDataset(body.getExample()));
            return;
        }
        body.setExample(null);
        Schema schema = body.getSchema();
        if (schema.getRef() == null) {
            return;
        }
        if (schema.getRef().endsWith("/RecordsPage")) {
            body.setSchema(reference("RecordsPage"));
        } else if (schema.getRef().endsWith("/RecordPage")) {
            body.setSchema(reference("RecordPage"));
        }
        questions.answer(operation.getOperationId()).map(LiveExamples::plain).ifPresent(body::setExample);
    }

    /** A problem, as it is met at this dataset. */
    private Object ofDataset(Object problem) {
        Map<String, Object> own = JSON.convertValue(problem, new TypeReference<LinkedHashMap<String, Object>>() {});
        own.computeIfPresent("instance", (name, path) -> path.toString()
                .replace("gp-practices", dataset.id().value()));
        return own;
    }

    private List<Map<String, String>> samples(String operation) {
        return questions.samples(operation).stream()
                .map(sample -> {
                    Map<String, String> program = new LinkedHashMap<>();
                    program.put("lang", sample.language());
                    program.put("label", sample.label());
                    program.put("source", sample.source());
                    return program;
                })
                .toList();
    }
}
