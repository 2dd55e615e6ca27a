package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.file.PathUtils;

/** What clients are made with: settings and templates of each language, on the class path as in the project's {@code openapi}. */
final class ClientResources {

    private static final String SETTINGS = "openapi/clients/%s.yaml";
    private static final String TEMPLATES = "openapi/templates/%s";

    private ClientResources() {}

    /** The generator's settings for a language. */
    static JsonNode settings(ClientLanguage language) {
        try {
            return new YAMLMapper().readTree(text(SETTINGS.formatted(language.id())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same as a file for the generator. */
    static Path settings(ClientLanguage language, Path folder) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), text(SETTINGS.formatted(language.id())));
    }

    /** The templates of a language, as a folder for the generator. */
    static Path templates(ClientLanguage language, Path folder) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("templates"));
        ClassPathUtils.consumeAsPaths(
                ClientResources.class.getClassLoader(), TEMPLATES.formatted(language.id()), found -> {
                    try {
                        PathUtils.copyDirectory(found, copy);
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                });
        return copy;
    }

    /** A template of a language. */
    static String template(ClientLanguage language, String name) {
        try {
            return text(TEMPLATES.formatted(language.id()) + "/" + name);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream text = ClientResources.class.getClassLoader().getResourceAsStream(resource)) {
            return IOUtils.toString(Objects.requireNonNull(text, resource), StandardCharsets.UTF_8);
        }
    }
}
