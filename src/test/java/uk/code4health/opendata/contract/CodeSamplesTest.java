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
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void theyRunInAShell() throws IOException, InterruptedException {
        PublishedFiles.requireOrSkip(Programs.has("curl"), "curl");
        for (Path program : written("curl", "program.sh")) {
            assertAnswered(Programs.output(folder, "/bin/sh", program.toString()));
        }
    }

    /** Each is waited for, so that one answers after the other. */
    @Test
    void theyRunInJavaScript() throws IOException, InterruptedException {
        runTogether("javascript", "node", "[%s]", """
                const { readFileSync } = require("fs");
                const AsyncFunction = (async () => {}).constructor;
                (async () => {
                    for (const program of PROGRAMS) {
                        const source = readFileSync(program, "utf8").replace(/^ask[(][)];$/m, "return ask();");
                        await new AsyncFunction(source)();
                        console.log("ran");
                    }
                })();
                """);
    }

    @Test
    void theyRunInPython() throws IOException, InterruptedException {
        runTogether("python", "python3", "[%s]", """
                import runpy
                for program in PROGRAMS:
                    runpy.run_path(program)
                    print("ran")
                """);
    }

    @Test
    void theyRunInR() throws IOException, InterruptedException {
        runTogether("r", "Rscript", "c(%s)", """
                for (program in PROGRAMS) {
                  source(program, local = new.env())
                  cat("ran\\n")
                }
                """);
    }

    /** One process runs all of a language, as each takes up to half a second to begin. */
    private void runTogether(String language, String runner, String list, String script)
            throws IOException, InterruptedException {
        PublishedFiles.requireOrSkip(Programs.has(runner), runner);
        List<Path> programs = written(language, "program");
        String names =
                programs.stream().map(program -> '"' + program.toString() + '"').collect(Collectors.joining(", "));
        Path all = Files.writeString(folder.resolve("all"), script.replace("PROGRAMS", list.formatted(names)));
        List<String> printed =
                List.of(Programs.output(folder, runner, all.toString()).split("(?m)^ran$", -1));
        assertThat(printed).hasSize(programs.size() + 1);
        printed.subList(0, programs.size()).forEach(CodeSamplesTest::assertAnswered);
    }

    private static void assertAnswered(String printed) {
        assertThat(printed).isNotBlank().doesNotContain("\"/problems/");
    }

    /** All compiled by one compiler and begun here, as a JVM of its own takes a second to begin. */
    @Test
    void theyRunInJava() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        List<Path> programs = written("java", "Example.java");
        for (int number = 0; number < programs.size(); number++) {
            // all are called Example
            Path source =
                    Files.createDirectory(folder.resolve("program" + number)).resolve("Example.java");
            Files.writeString(source, "package program" + number + ";\n" + Files.readString(programs.get(number)));
            arguments.add(source.toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        PrintStream out = System.out;
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            System.setOut(nowhere);
            for (int number = 0; number < programs.size(); number++) {
                loader.loadClass("program" + number + ".Example")
                        .getMethod("main", String[].class)
                        .invoke(null, (Object) new String[0]);
            }
        } finally {
            System.setOut(out);
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
