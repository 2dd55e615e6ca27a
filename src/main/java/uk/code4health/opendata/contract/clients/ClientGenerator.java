package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;
import org.openapitools.codegen.config.GlobalSettings;

/** Makes a dataset's client of its OpenAPI document; takes a core for some seconds. */
@Singleton
public class ClientGenerator {

    /** A client has one class for all operations, named after the dataset rather than after tags. */
    private static final String ONE_TAG = "SET_TAGS_FOR_ALL_OPERATIONS";

    /**
     * A client, packed: a folder with all that a user of the language needs, in a ZIP that is the same for the same document.
     *
     * @param document OpenAPI
     */
    public byte[] zip(ClientLanguage language, ClientNames names, JsonNode document) {
        try {
            Path folder = Files.createTempDirectory("opendata-client");
            try {
                return ClientArchive.of(generate(language, names, document, folder), names.client());
            } finally {
                PathUtils.deleteDirectory(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path generate(ClientLanguage language, ClientNames names, JsonNode document, Path folder)
            throws IOException {
        Path client = folder.resolve("client");
        CodegenConfigurator settings = CodegenConfigurator.fromFile(
                        ClientResources.settings(language, folder).toString())
                .setInputSpec(Files.writeString(folder.resolve("openapi.json"), document.toString())
                        .toString())
                .setTemplateDir(ClientResources.templates(language, folder).toString())
                .setOutputDir(client.toString())
                .setQuiet(true)
                .addOpenapiNormalizer(ONE_TAG, names.inPascalCase());
        language.properties(names).forEach(settings::addAdditionalProperty);
        settings.addAdditionalProperty("datasetDescription", firstParagraph(document.at("/info/description")));
        settings.addAdditionalProperty(
                "attribution", document.at("/info/x-attribution").asText());
        if (language == ClientLanguage.JAVA) {
            new JavaNames(ClientResources.settings(language), document, names.record()).tell(settings);
        }
        DefaultGenerator generator = new DefaultGenerator();
        generator.setGenerateMetadata(false);
        try {
            generator.opts(settings.toClientOptInput()).generate();
        } finally {
            GlobalSettings.reset();
        }
        return client;
    }

    /** In one line. */
    private static String firstParagraph(JsonNode description) {
        return description.asText().split("\n\n", 2)[0].replaceAll("\\s+", " ");
    }
}
