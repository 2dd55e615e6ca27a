package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.contract.clients.ClientLanguage;

/** The pages about clients: of every dataset, in every language, with the programs that the contract has. */
@QuarkusTest
class ClientPagesTest extends ServiceTest {

    private static final Pattern CODE =
            Pattern.compile("<pre[^>]*><code[^>]*>(.*?)</code></pre>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final List<String> LANGUAGES = ClientLanguage.ids();
    private static final String SAMPLES = "x-client-samples";

    @Test
    void theClientsOfADatasetAreFoundFromEveryPageThatTellsOfIt() {
        assertThat(given().get("/").asString()).contains("href=\"/docs/clients/python/gp-practices\"");
        List<String> pages = new ArrayList<>(List.of("/docs/gp-practices"));
        LANGUAGES.forEach(language -> pages.add(address(language, "gp-practices")));
        for (String page : pages) {
            String text = given().get(page).asString();
            assertThat(LANGUAGES.stream().map(language -> address(language, "gp-practices")))
                    .as(page)
                    .allMatch(address -> address.equals(page) || text.contains("href=\"" + address + "\""));
        }
        for (String language : LANGUAGES) {
            assertThat(given().get("/docs").asString()).contains("href=\"/docs/clients/" + language + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gp-practices", "gp-registered-patients", "english-prescribing"})
    void aPageShowsTheProgramsOfTheContractAsTheyStandThere(String dataset) {
        List<Map<String, Object>> operations = operations(dataset);
        for (String language : LANGUAGES) {
            List<String> shown = programs(given().get(address(language, dataset)));
            List<String> expected = new ArrayList<>();
            for (String extension :
                    List.of(SAMPLES, SAMPLES + "-all-pages", SAMPLES + "-conditions", SAMPLES + "-refused")) {
                expected.addAll(samples(operations, extension, language));
            }
            assertThat(expected).as(language).hasSize(operations.size() + 3);
            assertThat(shown).as(language).containsAll(expected).noneMatch(String::isBlank);
            assertThat(shown).as(language).doesNotHaveDuplicates().noneMatch(program -> program.contains("import ."));
        }
    }

    @Test
    void aDatasetThatIsRegisteredHasItsPagesAtOnceWithoutWhatOnlyAReleaseHas() {
        registerLike("gp-practices", "new-practices");
        for (String language : LANGUAGES) {
            Response page = given().get(address(language, "new-practices"));
            assertThat(page.statusCode()).as(language).isEqualTo(200);
            assertThat(page.asString())
                    .contains(
                            "Nothing is published of this dataset yet.",
                            "/v1/datasets/new-practices/clients/" + language + ".zip",
                            "id=\"getRelease\"",
                            "A program stands here once something is published.")
                    .doesNotContain("figures are invented");
            assertThat(programs(page))
                    .containsAll(samples(operations("new-practices"), SAMPLES, language))
                    .noneMatch(String::isBlank);
            assertThat(given().get("/docs/clients/" + language).asString())
                    .contains("href=\"" + address(language, "new-practices") + "\"");
        }
        assertThat(given().get(address("python", "gp-practices")).asString())
                .contains("figures are invented")
                .doesNotContain("Nothing is published", "A program stands here once");
    }

    @Test
    void whatAManifestSaysIsTextAndNeverPartOfThePage() {
        registerLike(
                "gp-practices",
                "hostile-clients",
                manifest -> manifest.replace(
                                "\"title\": \"GP practices\"",
                                "\"title\": \"</h1><script>alert(1)</script>{guide.all}\\\" onclick=x '\"")
                        .replaceFirst(
                                "\"description\": \"",
                                "\"description\": \"<script>alert(2)</script> `</code><img src=x>` {guide.all} \\\\\" onload=y "));
        for (String language : LANGUAGES) {
            String page = given().get(address(language, "hostile-clients")).asString();
            assertThat(page)
                    .contains(
                            "&lt;/h1&gt;&lt;script&gt;alert(1)&lt;/script&gt;{guide.all}&quot; onclick=x &#39;",
                            "&lt;script&gt;alert(2)&lt;/script&gt; <code>&lt;/code&gt;&lt;img src=x&gt;</code>"
                                    + " {guide.all} &quot; onload=y")
                    .doesNotContain("<script", "<img", "\" on", "' on");
            assertThat(given().get("/docs/clients/" + language).asString())
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script", "\" on");
        }
    }

    @Test
    void anUnknownLanguageAndAnUnknownDatasetAreProblems() {
        assertProblem(given().get("/docs/clients/cobol"), 404, "client-not-found");
        assertProblem(given().get("/docs/clients/cobol/gp-practices"), 404, "client-not-found");
        assertProblem(given().get("/docs/clients/Python"), 404, "client-not-found");
        assertProblem(given().get("/docs/clients/python/gp-practises"), 404, "dataset-not-found");
    }

    private static String address(String language, String dataset) {
        return "/docs/clients/" + language + "/" + dataset;
    }

    private static List<Map<String, Object>> operations(String dataset) {
        Map<String, Map<String, Map<String, Object>>> paths =
                get("/v1/datasets/" + dataset + "/openapi.json").getMap("paths");
        return paths.values().stream().flatMap(path -> path.values().stream()).toList();
    }

    /** Those that the operations have in a language. */
    private static List<String> samples(List<Map<String, Object>> operations, String extension, String language) {
        return operations.stream()
                .filter(operation -> operation.containsKey(extension))
                .map(operation -> ((Map<?, ?>) operation.get(extension)).get(language))
                .map(String.class::cast)
                .toList();
    }

    /** What a page has in boxes, as a browser shows it. */
    private static List<String> programs(Response page) {
        return CODE.matcher(page.asString())
                .results()
                .map(box -> StringEscapeUtils.unescapeHtml4(box.group(1)))
                .toList();
    }
}
