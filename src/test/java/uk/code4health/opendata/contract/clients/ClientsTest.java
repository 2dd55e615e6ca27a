package uk.code4health.opendata.contract.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.code4health.opendata.Bundled;
import uk.code4health.opendata.Programs;
import uk.code4health.opendata.PublishedFiles;
import uk.code4health.opendata.ServiceTest;

/**
 * The clients of all bundled datasets, and of one whose names and texts are as nasty as a manifest can make them, are
 * downloaded, built without an edit and without a warning, and used: by every program that is shown for them, and by
 * questions whose answers are compared with those over HTTP.
 */
@QuarkusTest
class ClientsTest extends ServiceTest {

    @TempDir
    Path folder;

    private static boolean nastyIsThere;

    private List<String> datasets = List.of();

    @BeforeEach
    void datasets() {
        if (!nastyIsThere) {
            publishing()
                    .contentType("application/json")
                    .body(NastyDataset.manifest())
                    .put("/v1/publishing/datasets/" + NastyDataset.ID)
                    .then()
                    .statusCode(201);
            assertPublished(load(NastyDataset.ID, "nasty.csv", NastyDataset.file()), NastyDataset.RECORDS);
            nastyIsThere = true;
        }
        datasets = Stream.concat(Bundled.datasets().stream(), Stream.of(NastyDataset.ID))
                .toList();
    }

    @Test
    void inJava() throws IOException, InterruptedException {
        List<ClientFolder> clients = downloaded(ClientLanguage.JAVA, folder);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        String libraries = libraries();
        javac("-Xlint:all", libraries, classes, sources(clients));
        Map<String, String> programs = programs(clients, (client, lines) -> """
                import uk.code4health.opendata.client.%s.*;
                import uk.code4health.opendata.client.%s.%sClient.*;
                import java.math.BigDecimal;
                import java.time.LocalDate;
                import java.util.List;

                public class Example {

                    public static void main(String[] arguments) {
                        var client = new %sClient("%s");
                %s
                    }
                }
                """.formatted(
                        client.names().run(),
                        client.names().run(),
                        client.names().inPascalCase(),
                        client.names().inPascalCase(),
                        ClientFolder.service(),
                        lines));
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> program : programs.entrySet()) {
            // all are called Example: each gets a package of its own, so that one compiler takes them all
            Path source = Files.createDirectories(folder.resolve("programs").resolve(program.getKey()))
                    .resolve("Example.java");
            sources.add(Files.writeString(source, "package " + program.getKey() + ";\n" + program.getValue()));
        }
        sources.add(Files.writeString(folder.resolve("All.java"), allInJava(programs.keySet())));
        javac("-Xlint:none", classes + ":" + libraries, classes, sources);
        ProgramRun.check(
                ClientLanguage.JAVA,
                clients,
                Programs.output(folder, tool("java"), "-cp", classes + ":" + libraries, "All"));
    }

    @Test
    void inTypeScript() throws IOException, InterruptedException {
        PublishedFiles.requireOrSkip(Programs.has("node") && Programs.has("npm"), "Node.js with npm");
        Path tests = Path.of("src", "test", "typescript");
        for (String file : List.of(
                ".npmrc", "package.json", "package-lock.json", "options.json", "clients.json", "programs.json")) {
            Files.copy(tests.resolve(file), folder.resolve(file));
        }
        Programs.output(folder, "npm", "ci", "--loglevel=error");
        List<ClientFolder> clients = downloaded(ClientLanguage.TYPESCRIPT, folder.resolve("clients"));
        Programs.output(folder, "node_modules/.bin/tsc", "-p", "clients.json");
        for (ClientFolder client : clients) {
            // what `npm install` in the client's folder and then in a project's would have done, 28 times
            Path name = client.folder().getFileName();
            Files.move(
                    folder.resolve("built").resolve(name).resolve("src"),
                    client.folder().resolve("dist"));
            Files.createSymbolicLink(folder.resolve("node_modules").resolve(name), client.folder());
        }
        Map<String, String> programs = programs(clients, (client, lines) ->
                """
                import { %1$sClient } from "%2$s";

                const client = new %1$sClient({ baseUrl: "%3$s" });
                %4$s
                """.formatted(client.names().inPascalCase(), client.names().client(), ClientFolder.service(), lines));
        Path sources = Files.createDirectories(folder.resolve("programs"));
        StringBuilder all = new StringBuilder();
        for (Map.Entry<String, String> program : programs.entrySet()) {
            Files.writeString(sources.resolve(program.getKey() + ".ts"), program.getValue());
            all.append("await import(\"./%1$s.js\");\nconsole.log(\"%2$s\");\n"
                    .formatted(program.getKey(), marker(program.getKey())));
        }
        Programs.output(folder, "node_modules/.bin/tsc", "-p", "programs.json");
        Files.writeString(folder.resolve("run").resolve("all.js"), all);
        ProgramRun.check(ClientLanguage.TYPESCRIPT, clients, Programs.output(folder, "node", "run/all.js"));
    }

    @Test
    void inPython() throws IOException, InterruptedException {
        PublishedFiles.requireOrSkip(Programs.has("python3"), "Python 3");
        List<ClientFolder> clients = downloaded(ClientLanguage.PYTHON, folder);
        Map<String, String> programs = programs(
                clients, (client, lines) -> """
                from %s_client import Client

                client = Client("%s")
                %s
                """.formatted(client.names().inSnakeCase(), ClientFolder.service(), lines));
        StringBuilder all = new StringBuilder("import runpy\nimport sys\n");
        for (ClientFolder client : clients) {
            Programs.output(
                    folder,
                    "python3",
                    "-W",
                    "error",
                    "-m",
                    "compileall",
                    "-q",
                    client.folder().toString());
            all.append("sys.path.insert(0, \"").append(client.folder()).append("\")\n");
        }
        for (Map.Entry<String, String> program : programs.entrySet()) {
            Path file = Files.writeString(folder.resolve(program.getKey() + ".py"), program.getValue());
            all.append("runpy.run_path(\"%s\")\nprint(\"%s\")\n".formatted(file, marker(program.getKey())));
        }
        Path main = Files.writeString(folder.resolve("all.py"), all);
        ProgramRun.check(
                ClientLanguage.PYTHON,
                clients,
                // the service's own remarks are warnings, too
                Programs.output(folder, "python3", "-W", "error", "-W", "ignore::UserWarning", main.toString()));
    }

    @Test
    void inR() throws IOException, InterruptedException {
        PublishedFiles.requireOrSkip(Programs.has("Rscript"), "R");
        List<ClientFolder> clients = downloaded(ClientLanguage.R, folder);
        Path library = Files.createDirectory(folder.resolve("library"));
        List<String> install = new ArrayList<>(
                List.of("R", "CMD", "INSTALL", "--no-test-load", "--no-byte-compile", "--library=" + library));
        clients.forEach(client -> install.add(client.folder().toString()));
        assertThat(Programs.output(folder, install.toArray(String[]::new)))
                .doesNotContainIgnoringCase("warning")
                .contains("DONE");
        Map<String, String> programs = programs(clients, (client, lines) -> "options(%s.url = \"%s\")%n%s%n"
                .formatted(client.names().inCamelCase(), ClientFolder.service(), lines));
        StringBuilder all = new StringBuilder(".libPaths(c(\"" + library + "\", .libPaths()))\noptions(warn = 1)\n");
        for (Map.Entry<String, String> program : programs.entrySet()) {
            Path file = Files.writeString(folder.resolve(program.getKey() + ".R"), program.getValue());
            // two clients have functions of the same names: the one before is put away
            all.append("""
                    for (attached in grep("^package:", setdiff(search(), standard), value = TRUE)) detach(attached, character.only = TRUE)
                    source("%s", local = new.env())
                    cat("%s\\n")
                    """.formatted(file, marker(program.getKey())));
        }
        Path main = Files.writeString(folder.resolve("all.R"), "standard <- search()\n" + all);
        ProgramRun.check(ClientLanguage.R, clients, Programs.output(folder, "Rscript", main.toString()));
    }

    private List<ClientFolder> downloaded(ClientLanguage language, Path into) throws IOException {
        Files.createDirectories(into);
        List<ClientFolder> clients = new ArrayList<>();
        for (String dataset : datasets) {
            clients.add(ClientFolder.download(language, dataset, into));
        }
        return clients;
    }

    /** Every program that is shown, and for each dataset one more that asks its probes. */
    private static Map<String, String> programs(
            List<ClientFolder> clients, BiFunction<ClientFolder, String, String> frame) {
        Map<String, String> programs = new LinkedHashMap<>();
        for (ClientFolder client : clients) {
            String prefix = client.names().inSnakeCase() + "__";
            client.programs().forEach((name, program) -> programs.put(prefix + name, program));
            String lines = client.probes().entrySet().stream()
                    .map(probe -> ProgramRun.line(client.language(), probe.getKey(), client, probe.getValue()))
                    .collect(Collectors.joining("\n"));
            programs.put(prefix + "probes", frame.apply(client, lines));
        }
        return programs;
    }

    /** What is printed behind a program; probes say so themselves. */
    private static String marker(String program) {
        return program.endsWith("__probes") ? "probed" : "ran " + program;
    }

    private static String allInJava(Iterable<String> programs) {
        StringBuilder calls = new StringBuilder();
        programs.forEach(program -> calls.append("        %s.Example.main(arguments);%n".formatted(program))
                .append("        System.out.println(\"%s\");%n".formatted(marker(program))));
        return "class All {%n    public static void main(String[] arguments) {%n%s    }%n}%n".formatted(calls);
    }

    private void javac(String lint, String libraries, Path classes, List<Path> sources)
            throws IOException, InterruptedException {
        Path arguments = Files.write(
                folder.resolve("sources" + sources.size()),
                sources.stream().map(Path::toString).toList());
        Programs.output(
                folder,
                tool("javac"),
                lint,
                "-Werror",
                "-proc:none",
                "--release",
                "17",
                "-encoding",
                "UTF-8",
                "-cp",
                libraries,
                "-d",
                classes.toString(),
                "@" + arguments);
    }

    private static List<Path> sources(List<ClientFolder> clients) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (ClientFolder client : clients) {
            try (Stream<Path> files = Files.walk(client.folder())) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Jackson, as the build has it. */
    private static String libraries() {
        return Stream.of(
                        com.fasterxml.jackson.databind.ObjectMapper.class,
                        com.fasterxml.jackson.core.JsonFactory.class,
                        com.fasterxml.jackson.annotation.JsonProperty.class,
                        com.fasterxml.jackson.datatype.jsr310.JavaTimeModule.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(":"));
    }
}
