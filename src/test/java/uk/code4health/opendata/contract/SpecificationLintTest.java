package uk.code4health.opendata.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.code4health.opendata.Bundled;
import uk.code4health.opendata.Programs;
import uk.code4health.opendata.PublishedFiles;
import uk.code4health.opendata.ServiceTest;

/** Spectral finds nothing to say about any of our OpenAPI documents, by its rules and by ours. */
@QuarkusTest
class SpecificationLintTest extends ServiceTest {

    private static final Path RULES = Path.of("openapi", ".spectral.yaml");
    private static final Path TOOL = Path.of("target", "spectral");

    @TempDir
    Path documents;

    @BeforeEach
    void spectral() throws IOException, InterruptedException {
        PublishedFiles.requireOrSkip(Programs.has("npm"), "npm");
        Files.createDirectories(TOOL);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(Path.of("openapi", file), TOOL.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.notExists(TOOL.resolve("node_modules/.package-lock.json"))) {
            Programs.output(TOOL, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error");
        }
    }

    @Test
    void nothingIsFoundInWhatIsServed() throws IOException, InterruptedException {
        Files.writeString(
                documents.resolve("service.json"), given().get("/openapi.json").asString());
        for (String dataset : Bundled.datasets()) {
            Files.writeString(
                    documents.resolve(dataset + ".json"),
                    given().get("/v1/datasets/" + dataset + "/openapi.json").asString());
        }
        Files.writeString(
                documents.resolve("of-3-0.json"),
                given().get("/v1/datasets/ae-attendances/openapi.json?version=3.0")
                        .asString());
        assertThat(findings("*.json")).isEmpty();
    }

    /** A rule that never finds anything is none. */
    @Test
    void everyRuleOfOursFindsItsFault() throws IOException, InterruptedException {
        Files.copy(Path.of("src/test/resources/contract/faulty-openapi.yaml"), documents.resolve("faulty.yaml"));
        Set<String> ours = new TreeSet<>();
        Files.readAllLines(RULES).stream()
                .filter(line -> line.matches("  [a-z0-9-]+:"))
                .forEach(line -> ours.add(line.strip().replace(":", "")));
        assertThat(findings("faulty.yaml").stream().map(finding -> finding.substring(0, finding.indexOf(' '))))
                .containsAll(ours);
    }

    /** Each as its rule and its place. */
    private List<String> findings(String files) throws IOException, InterruptedException {
        Path report = documents.resolve("report");
        Programs.outputOfAny(
                documents,
                TOOL.toAbsolutePath().resolve("node_modules/.bin/spectral").toString(),
                "lint",
                "--quiet=false",
                "--ruleset=" + RULES.toAbsolutePath(),
                "--format=json",
                "--output=" + report,
                files);
        List<String> findings = new ArrayList<>();
        for (JsonNode finding : new ObjectMapper().readTree(report.toFile())) {
            findings.add(
                    finding.path("code").asText() + " " + finding.path("source").asText() + " " + finding.path("path"));
        }
        return findings;
    }
}
