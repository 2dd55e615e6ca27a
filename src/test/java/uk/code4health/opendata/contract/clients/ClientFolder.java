package uk.code4health.opendata.contract.clients;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import uk.code4health.opendata.contract.clients.DatasetProbes.Probe;
import uk.code4health.opendata.dataset.DatasetId;

/** A dataset's client as a user has it: downloaded from the service and unpacked, with every program that is shown for it. */
final class ClientFolder {

    private static final Pattern FENCED = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final ClientLanguage language;
    private final ClientNames names;
    private final JsonNode document;
    private final Path folder;
    private final Map<String, String> programs = new LinkedHashMap<>();
    private final Map<String, Probe> probes = new LinkedHashMap<>();

    private ClientFolder(ClientLanguage language, ClientNames names, JsonNode document, Path folder) {
        this.language = language;
        this.names = names;
        this.document = document;
        this.folder = folder;
    }

    /** Downloads a client and unpacks it below a folder. */
    static ClientFolder download(ClientLanguage language, String dataset, Path into) throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(
                        given().get("/v1/datasets/" + dataset + "/openapi.json").asByteArray());
        byte[] zip = given().get("/v1/datasets/" + dataset + "/clients/" + language.id() + ".zip")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray();
        ClientNames names = new ClientNames(new DatasetId(dataset));
        unpack(zip, into);
        ClientFolder client = new ClientFolder(language, names, document, into.resolve(names.client()));
        client.readPrograms();
        int number = 0;
        for (Probe probe : new DatasetProbes(dataset, document).all()) {
            client.probes.put(dataset + "." + number++, probe);
        }
        return client;
    }

    ClientLanguage language() {
        return language;
    }

    Path folder() {
        return folder;
    }

    ClientNames names() {
        return names;
    }

    /** The programs of the document, which pages show, and those of the README that are whole, by names for them. */
    Map<String, String> programs() {
        return programs;
    }

    /** Questions with known answers, by names for them. */
    Map<String, Probe> probes() {
        return probes;
    }

    /** A call of a probe as the language writes it. */
    String call(Probe probe) {
        String method = probe.wanted() == DatasetProbes.Wanted.ALL_PAGES
                ? "allRecords"
                : probe.call().operation();
        return new ClientSamples(names, document, service()).call(language, method, probe.call());
    }

    static String service() {
        return "http://localhost:" + RestAssured.port;
    }

    private void readPrograms() throws IOException {
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                String id = operation.path("operationId").asText();
                for (String kind : List.of(
                        ClientSamples.EXTENSION,
                        ClientSamples.ALL_PAGES,
                        ClientSamples.CONDITIONS,
                        ClientSamples.REFUSED)) {
                    String program = operation.path(kind).path(language.id()).asText();
                    if (!program.isEmpty()) {
                        programs.put(
                                id
                                        + kind.substring(ClientSamples.EXTENSION.length())
                                                .replace('-', '_'),
                                program);
                    }
                }
            }
        }
        String readme = Files.readString(folder.resolve("README.md"));
        Matcher fenced = FENCED.matcher(readme);
        int number = 0;
        while (fenced.find()) {
            String block = fenced.group(2).strip();
            if (isWhole(block) && !programs.containsValue(block)) {
                programs.put("readme_" + number++, block);
            }
        }
        assertThat(programs.keySet()).as("a program of the README").contains("readme_0");
    }

    private boolean isWhole(String block) {
        return switch (language) {
            case JAVA -> block.contains("public class Example");
            case TYPESCRIPT -> block.startsWith("import ");
            case PYTHON -> block.startsWith("from ");
            case R -> block.startsWith("library(");
        };
    }

    private static void unpack(byte[] zip, Path into) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            ZipEntry entry = entries.getNextEntry();
            while (entry != null) {
                Path file = into.resolve(entry.getName()).normalize();
                assertThat(file).startsWithRaw(into);
                Files.createDirectories(file.getParent());
                Files.copy(entries, file);
                entry = entries.getNextEntry();
            }
        }
    }
}
