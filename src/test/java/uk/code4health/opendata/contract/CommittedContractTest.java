package uk.code4health.opendata.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.MarkdownRender;
import uk.code4health.opendata.Bundled;
import uk.code4health.opendata.ServiceTest;

/**
 * What is served is what is committed, so that every change of a contract is seen in its own file. After a wanted change:
 * {@code CONTRACT_REWRITE=true mvn test -Dtest=CommittedContractTest}, which refuses what would break clients unless the
 * contract's major version is a new one.
 */
@QuarkusTest
class CommittedContractTest extends ServiceTest {

    private static final Path FOLDER = Path.of("openapi", "datasets");
    private static final boolean REWRITE = "true".equals(System.getenv("CONTRACT_REWRITE"));
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<String> bundled() {
        return Bundled.datasets();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void whatIsServedIsWhatIsCommitted(String dataset) throws IOException {
        Path committed = FOLDER.resolve(dataset + ".yaml");
        String served = served("/v1/datasets/" + dataset + "/openapi.yaml");
        if (Files.exists(committed)) {
            requireToBreakNobody(Files.readString(committed), served);
        }
        if (REWRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(committed, served);
        }
        assertThat(served).isEqualTo(Files.readString(committed));
    }

    @Test
    void theServicesBreaksNobody() throws IOException {
        requireToBreakNobody(Files.readString(Path.of("openapi", "openapi.yaml")), served("/openapi.yaml"));
    }

    @Test
    void whatIsNotBundledIsNotCommitted() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(Bundled.datasets());
        }
    }

    /** A parameter less, a type that changed, a code less: what a client that was made before would stumble over. */
    @Test
    void whatWouldBreakClientsIsNoticed() throws IOException {
        String committed = served("/v1/datasets/gp-practices/openapi.yaml");
        for (String fault : List.of(
                committed.replace("name: name__contains", "name: name__contains_not"),
                committed.replace("type: integer", "type: boolean"),
                committed.replace("  /v1/datasets/gp-practices/values", "  /v1/datasets/gp-practices/facets"))) {
            assertThat(fault.equals(committed) || !difference(committed, fault).isIncompatible())
                    .as(fault.equals(committed) ? "a fault" : "seen")
                    .isFalse();
        }
        assertThat(difference(committed, committed).isUnchanged()).isTrue();
    }

    private static void requireToBreakNobody(String committed, String served) throws IOException {
        ChangedOpenApi difference = difference(committed, served);
        if (difference.isIncompatible() && major(committed).equals(major(served))) {
            throw new AssertionError("This breaks clients, and the contract's major version is still " + major(served)
                    + ":\n" + described(difference));
        }
    }

    private static ChangedOpenApi difference(String committed, String served) throws IOException {
        return OpenApiCompare.fromContents(older(committed), older(served));
    }

    /** The tool does not know the types of 3.1. */
    private static String older(String yaml) throws IOException {
        return OpenApiVersion.V3_0.form((ObjectNode) YAML.readTree(yaml)).toString();
    }

    private static String major(String yaml) throws IOException {
        String version = YAML.readTree(yaml).at("/info/version").asText();
        return version.substring(0, version.indexOf('.'));
    }

    private static String described(ChangedOpenApi difference) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MarkdownRender().render(difference, new OutputStreamWriter(out, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Without what another start of the service says otherwise: where it is, when it published, what it counts. */
    private static String served(String address) {
        return given().get(address)
                .asString()
                .replaceAll("http://localhost:\\d+", "http://localhost:8080")
                .replaceAll("cursor=[A-Za-z0-9_-]+", "cursor=opaque")
                .replaceAll("\\be\\d{1,5}\\b", "e1")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z", "2026-01-01T00:00:00Z")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\d\\.\\d+\\b", "2026-01-01.1");
    }
}
