package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for people: what they promise a browser, where they lead, and that nobody's text becomes part of them. */
@QuarkusTest
class PagesTest extends ServiceTest {

    private static final Pattern HREF = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]+)</title>");
    private static final List<String> PAGES = List.of(
            "/",
            "/problems",
            "/problems/parameter-invalid",
            "/problems/busy",
            "/docs",
            "/docs/gp-practices",
            "/docs/clients",
            "/docs/clients/java",
            "/docs/clients/python",
            "/docs/clients/java/gp-practices",
            "/docs/clients/typescript/gp-practices",
            "/docs/clients/python/gp-practices",
            "/docs/clients/r/gp-practices",
            "/docs/clients/r/rtt-waiting-times");

    @TestHTTPResource
    URL service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/problems",
                "/problems/parameter-invalid",
                "/docs/clients",
                "/docs/clients/python",
                "/docs/clients/java/gp-practices",
                "/docs/clients/typescript/gp-practices",
                "/docs/clients/python/gp-practices",
                "/docs/clients/r/gp-practices"
            })
    void aPageToReadRunsNothingAndTakesNothingFromElsewhere(String address) {
        Response page = given().get(address);
        assertThat(page.contentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'; img-src 'self'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.asString())
                .doesNotContain("<script", "<style")
                .doesNotContainPattern("<[^>]*\\s(?:style|on\\w+)=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/", "/docs/gp-practices"})
    void theReferenceRunsOurScriptsAlone(String address) {
        Response page = given().get(address);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'")
                .doesNotContain("unsafe", "http");
        assertThat(page.asString()).doesNotContain("<style", " style=");
        assertThat(page.asString().split("<script", -1)).hasSize(3);
        assertThat(page.asString()).doesNotContainPattern("<script(?! src=\"/assets/)");
    }

    @Test
    void theReferenceOfADatasetShowsItsOwnContract() {
        assertThat(given().get("/docs").asString()).contains("data-contract=\"/openapi.json\"");
        assertThat(given().get("/docs/gp-practices").asString())
                .contains("data-contract=\"/v1/datasets/gp-practices/openapi.json\"", "GP practices");
        assertProblem(given().get("/docs/gp-practises"), 404, "dataset-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/problems",
                "/problems/parameter-invalid",
                "/docs",
                "/docs/gp-practices",
                "/docs/clients",
                "/docs/clients/python",
                "/docs/clients/java/gp-practices",
                "/docs/clients/typescript/gp-practices",
                "/docs/clients/python/gp-practices",
                "/docs/clients/r/gp-practices"
            })
    void everyLinkLeadsSomewhere(String address) {
        String page = given().get(address).asString();
        for (String link : new HashSet<>(links(page))) {
            if (link.startsWith("/")) {
                assertThat(given().urlEncodingEnabled(false)
                                .get(withoutFragment(link))
                                .statusCode())
                        .as(link)
                        .isEqualTo(200);
            } else if (!link.startsWith("#")) {
                assertThat(link).startsWith("https://");
            }
            if (link.contains("#")) {
                String target = link.startsWith("#")
                        ? page
                        : given().get(withoutFragment(link)).asString();
                assertThat(target).as(link).contains("id=\"" + link.substring(link.indexOf('#') + 1) + "\"");
            }
        }
    }

    @Test
    void noTwoPagesHaveTheSameTitleAndEachHasOneHeading() {
        Set<String> titles = new HashSet<>();
        for (String address : PAGES) {
            String page = given().get(address).asString();
            assertThat(page).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">", "href=\"#maincontent\"");
            assertThat(page.split("<h1", -1)).as(address).hasSize(2);
            assertThat(titles.add(matches(TITLE, page).findFirst().orElseThrow()))
                    .as(address)
                    .isTrue();
        }
    }

    @Test
    void aLearnerFindsACallThatWorksAsItStands() {
        String call = matches(
                        Pattern.compile("curl '([^']*)'"), given().get("/").asString())
                .findFirst()
                .orElseThrow()
                .replace("&amp;", "&");
        assertThat(call).startsWith(service.toString());
        assertThat(get(call).getList("data")).hasSize(2);
    }

    @Test
    void theHomePageSaysWhatThereIsOfEachDatasetAndMarksInventedFigures() {
        String row = rowOf("gp-practices");
        assertThat(row)
                .contains(
                        "GP practices",
                        "/v1/datasets/gp-practices/records",
                        "/v1/datasets/gp-practices/schema",
                        "OGL-UK-3.0",
                        "Sample data")
                .containsPattern(">" + get("/v1/datasets/gp-practices").getLong("records") + "<")
                .containsPattern("\\d{1,2} \\w+ 20\\d\\d");
    }

    @Test
    void whatAManifestSaysIsTextAndNeverPartOfThePage() {
        registerLike("gp-practices", "hostile-practices", manifest -> manifest.replace(
                        "\"title\": \"GP practices\"",
                        "\"title\": \"</a><script>alert(1)</script>{records}\\\" onclick=x\"")
                .replace(
                        "\"path\": \"https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/\"",
                        "\"path\": \"javascript:alert(1)\""));
        String row = rowOf("hostile-practices");
        assertThat(row)
                .contains("&lt;/a&gt;&lt;script&gt;alert(1)&lt;/script&gt;{records}&quot; onclick=x", "OGL-UK-3.0")
                .contains("not yet")
                .doesNotContain("<script", "javascript:", "Sample data");
        assertThat(given().get("/docs/hostile-practices").asString())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>");
    }

    @Test
    void whatPagesAreMadeWithIsKeptForEverAndSentCoded() throws IOException {
        List<String> assets = PAGES.stream()
                .flatMap(address -> links(given().get(address).asString()).stream())
                .filter(link -> link.startsWith("/assets/"))
                .distinct()
                .toList();
        assertThat(assets).hasSize(6);
        for (String asset : assets) {
            RawAnswer plain = RawAnswer.to(service, "GET", asset);
            assertThat(plain.header("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            assertThat(plain.header("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(plain.header("Vary")).hasValue("Accept-Encoding");
            for (String coding : List.of("gzip", "zstd")) {
                RawAnswer coded = RawAnswer.to(service, "GET", asset, "Accept-Encoding: " + coding);
                assertThat(coded.header("Content-Encoding")).hasValue(coding);
                assertThat(coded.decoded()).isEqualTo(plain.body());
            }
            assertThat(given().header("If-None-Match", plain.header("ETag").orElseThrow())
                            .get(asset)
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    /** As of a page that a node of the next version gave, while this one still runs. */
    @Test
    void whatIsAskedForInAnotherVersionIsGivenAndNotKept() {
        Response other = given().get("/assets/0123456789abcdef/pages.css");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.header("Cache-Control")).isEqualTo("no-cache");
        assertProblem(given().get("/assets/0123456789abcdef/other.css"), 404, "not-found");
        assertProblem(given().urlEncodingEnabled(false).get("/assets/x/..%2Fapplication.properties"), 404, "not-found");
    }

    private static String rowOf(String dataset) {
        return Stream.of(given().get("/").asString().split("<tr ", -1))
                .filter(row -> row.contains("/v1/datasets/" + dataset + "/schema"))
                .findFirst()
                .orElseThrow();
    }

    private static String withoutFragment(String link) {
        return link.split("#", 2)[0];
    }

    private static List<String> links(String page) {
        return matches(HREF, page).map(link -> link.replace("&amp;", "&")).toList();
    }

    private static Stream<String> matches(Pattern pattern, String page) {
        return pattern.matcher(page).results().map((MatchResult match) -> match.group(1));
    }
}
