package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A headless Chromium that looks at pages, with axe-core: {@code src/test/web/look.mjs}, run by Node. */
final class Browser {

    private static final Path SOURCE = Path.of("src", "test", "web");
    private static final Path FOLDER = Path.of("target", "browser");
    private static final Path PICTURES = FOLDER.resolve("pictures");
    private static final List<String> CHROMIUMS =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final ObjectMapper json = new ObjectMapper();
    private final List<Map<String, Object>> looks = new ArrayList<>();
    private final String chromium;

    private Browser(String chromium) {
        this.chromium = chromium;
    }

    /** Without Chromium, Node or npm the test is skipped, or fails where all tests are required. */
    static Browser require() {
        Optional<String> chromium =
                CHROMIUMS.stream().flatMap(name -> find(name).stream()).findFirst();
        PublishedFiles.requireOrSkip(chromium.isPresent(), "Chromium");
        PublishedFiles.requireOrSkip(find("node").isPresent() && find("npm").isPresent(), "Node.js with npm");
        install();
        return new Browser(chromium.orElseThrow());
    }

    void look(String name, String address, int width) {
        look(name, address, width, List.of(), List.of("h1"));
    }

    /**
     * Plans a look at a page.
     *
     * @param clicks what is clicked on it, in turn, as selectors
     * @param awaits what must be there in the end
     */
    void look(String name, String address, int width, List<String> clicks, List<String> awaits) {
        plan(name + "-" + width, address, width, true, clicks, awaits);
    }

    void lookWithoutScripts(String name, String address, int width, String awaits) {
        plan(name + "-" + width + "-without-scripts", address, width, false, List.of(), List.of(awaits));
    }

    private void plan(
            String name, String address, int width, boolean scripts, List<String> clicks, List<String> awaits) {
        looks.add(Map.of(
                "name", name,
                "address", address,
                "width", width,
                "scripts", scripts,
                "clicks", clicks,
                "awaits", awaits));
    }

    /** Looks, and tells what is wrong with each page; pictures of them are left in {@code target/browser/pictures}. */
    List<Map<String, Object>> findings() {
        try {
            Files.createDirectories(PICTURES);
            Path asked = FOLDER.resolve("looks.json");
            json.writeValue(asked.toFile(), looks);
            String found = run(
                    asked.toFile(),
                    "node",
                    "look.mjs",
                    chromium,
                    PICTURES.toAbsolutePath().toString());
            return json.readValue(found, new TypeReference<>() {});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What npm fetched stays until the lock file says otherwise. */
    private static void install() {
        try {
            Path lock = FOLDER.resolve("package-lock.json");
            boolean installed = Files.isDirectory(FOLDER.resolve("node_modules"))
                    && Files.exists(lock)
                    && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) == -1;
            FileUtils.copyDirectory(SOURCE.toFile(), FOLDER.toFile());
            if (!installed) {
                run(null, "npm", "ci", "--loglevel=error");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String run(File input, String... command) throws IOException {
        File output = FOLDER.resolve("output").toFile();
        File errors = FOLDER.resolve("errors").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectOutput(output)
                .redirectError(errors);
        if (input != null) {
            builder.redirectInput(input);
        }
        Process process = builder.start();
        try {
            assertThat(process.waitFor())
                    .as(String.join(" ", command) + "\n" + Files.readString(errors.toPath()))
                    .isZero();
            return Files.readString(output.toPath());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            process.destroy();
        }
    }

    private static Optional<String> find(String program) {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
