package uk.code4health.opendata.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.code4health.opendata.Bundled;
import uk.code4health.opendata.Programs;
import uk.code4health.opendata.PublishedFiles;
import uk.code4health.opendata.ServiceTest;

/** Every program in the OpenAPI document of every bundled dataset is run against the service, and gets its answer. */
@QuarkusTest
class CodeSamplesTest extends ServiceTest {

    @TempDir
    Path folder;

    @Test
    void everyOperationOfEveryDatasetHasAProgramInEveryLanguage() throws IOException {
        for (String dataset : Bundled.datasets()) {
            Map<String, Map<String, String>> programs = programs(dataset);
            assertThat(programs).as(dataset).hasSizeBetween(9, 10); // without a primary key, no getRecord
            assertThat(programs.values()).allSatisfy(languages -> assertThat(languages)
                    .containsOnlyKeys("curl", "javascript", "python", "r", "java"));
        }
    }

    @ParameterizedTest
    @CsvSource({"curl, /bin/sh", "javascript, node", "python, python3"})
    void theyRun(String language, String runner) throws IOException, InterruptedException {
        PublishedFiles.requireOrSkip(Programs.has(runner) && Programs.has("curl"), runner);
        for (Path program : written(language, "program")) {
            String printed = Programs.output(folder, runner, program.toString());
            assertThat(printed).as(Files.readString(program)).isNotBlank().doesNotContain("\"/problems/");
        }
    }

    /** One R runs them all, as it takes half a second to begin. */
    @Test
    void theyRunInR() throws IOException, InterruptedException {
        PublishedFiles.requireOrSkip(Programs.has("Rscript"), "R");
        List<Path> programs = written("r", "program.R");
        Path all = Files.writeString(
                folder.resolve("all.R"),
                "for (program in list.files(pattern = 'program[.]R$')) source(program, local = new.env())\n"
                        + "cat('ran', length(list.files(pattern = 'program[.]R$')))\n");
        assertThat(Programs.output(folder, "Rscript", all.toString())).endsWith("ran " + programs.size());
    }

    /** Each compiled and begun here, as a JVM of its own takes a second to begin. */
    @Test
    void theyRunInJava() throws Exception {
        PrintStream out = System.out;
        List<Path> programs = written("java", "Example.java");
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            System.setOut(nowhere);
            for (Path program : programs) {
                run(program);
            }
        } finally {
            System.setOut(out);
        }
    }

    private void run(Path program) throws Exception {
        Path classes = Files.createTempDirectory(folder, "classes");
        Path source = Files.copy(program, classes.resolve("Example.java"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
        assertThat(compiled).as(Files.readString(program)).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }

    private List<Path> written(String language, String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String dataset : Bundled.datasets()) {
            for (Map.Entry<String, Map<String, String>> program :
                    programs(dataset).entrySet()) {
                Path file = folder.resolve(dataset + "-" + program.getKey() + "-" + ending);
                files.add(Files.writeString(file, program.getValue().get(language)));
            }
        }
        return files;
    }

    /** By operation and language. */
    private static Map<String, Map<String, String>> programs(String dataset) throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(
                        given().get("/v1/datasets/" + dataset + "/openapi.json").asString());
        Map<String, Map<String, String>> programs = new TreeMap<>();
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                Map<String, String> languages = new TreeMap<>();
                operation
                        .path("x-codeSamples")
                        .forEach(sample -> languages.put(
                                sample.path("lang").asText(),
                                sample.path("source").asText()));
                programs.put(operation.path("operationId").asText(), languages);
            }
        }
        return programs;
    }
}
