package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.contract.clients.ClientLanguage;

/** The pages in a browser, on a desk and on a telephone: accessible, quiet, and content with this service alone. */
@QuarkusTest
class BrowserTest extends ServiceTest {

    private static final List<Integer> WIDTHS = List.of(1280, 320);
    private static final String RECORDS = "#operations-Records-listRecords";

    @TestHTTPResource
    URL service;

    @Test
    void everyPageIsAccessibleAndQuietAtEveryWidth() {
        Browser browser = Browser.require();
        for (int width : WIDTHS) {
            browser.look("home", service + "", width);
            browser.look("problems", service + "problems", width);
            browser.look("problem", service + "problems/parameter-invalid", width);
            browser.look("reference", service + "docs", width, List.of(), List.of(".opblock"));
            browser.look(
                    "reference of a dataset", service + "docs/gp-practices", width, List.of(), List.of(".opblock"));
        }
        assertNothingIsWrong(browser.findings());
    }

    @Test
    void pagesAboutClientsAreAccessibleAndQuietAtEveryWidth() {
        registerLike("gp-practices", "practices-to-come");
        Browser browser = Browser.require();
        for (int width : WIDTHS) {
            browser.look("clients", service + "docs/clients", width);
            browser.look("clients in python", service + "docs/clients/python", width);
            browser.look("client before a release", service + "docs/clients/python/practices-to-come", width);
            for (String language : ClientLanguage.ids()) {
                browser.look("client in " + language, service + "docs/clients/" + language + "/gp-practices", width);
            }
        }
        assertNothingIsWrong(browser.findings());
    }

    @Test
    void aCallIsTriedInTheReference() {
        Browser browser = Browser.require();
        for (int width : WIDTHS) {
            browser.look(
                    "tried",
                    service + "docs",
                    width,
                    List.of(RECORDS + " .opblock-summary-control", RECORDS + " .execute"),
                    List.of(RECORDS + " .live-responses-table .response-col_status:text-is('200')"));
        }
        browser.look("token", service + "docs", 1280, List.of(".btn.authorize"), List.of(".modal-ux"));
        browser.look(
                "upload",
                service + "docs",
                1280,
                List.of("#operations-Publishing-uploadRelease .opblock-summary-control"),
                List.of("input[type=file]"));
        assertNothingIsWrong(browser.findings());
    }

    @Test
    void pagesToReadNeedNoScripts() {
        Browser browser = Browser.require();
        browser.lookWithoutScripts("home", service + "", 390, "text=Make your first call");
        browser.lookWithoutScripts("problems", service + "problems", 390, "text=What an error means");
        browser.lookWithoutScripts("problem", service + "problems/busy", 390, "text=Too much is asked for at once");
        browser.lookWithoutScripts("clients", service + "docs/clients", 390, "text=Pick your language");
        browser.lookWithoutScripts("clients in python", service + "docs/clients/python", 390, "text=GP practices");
        for (String language : ClientLanguage.ids()) {
            browser.lookWithoutScripts(
                    "client in " + language,
                    service + "docs/clients/" + language + "/gp-practices",
                    390,
                    "text=Run your first program >> nth=0");
        }
        browser.lookWithoutScripts("reference", service + "docs", 390, "noscript p");
        assertNothingIsWrong(browser.findings());
    }

    /** What is asked of pages can fail. */
    @Test
    void whatIsWrongIsFound() throws IOException {
        Browser browser = Browser.require();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BrowserTest::answerBadly);
        server.start();
        try {
            browser.look("bad", "http://127.0.0.1:" + server.getAddress().getPort() + "/", 320);
            Map<String, Object> found = browser.findings().get(0);
            assertThat(found.get("violations").toString()).contains("image-alt", "html-has-lang", "color-contrast");
            assertThat(found.get("errors").toString()).contains("Content Security Policy");
            assertThat(found.get("elsewhere").toString()).contains("http://127.0.0.2:9/picture.png");
            assertThat((Integer) found.get("too_wide")).isPositive();
        } finally {
            server.stop(0);
        }
    }

    private static void answerBadly(HttpExchange exchange) throws IOException {
        byte[] page =
                ("<!DOCTYPE html><title>Bad</title><link rel=icon href=data:,><main><h1>A_page_much_wider_than_a_telephone_is</h1>"
                                + "<img src='http://127.0.0.2:9/picture.png'><font color=#eeeeee>pale</font><script>0</script></main>")
                        .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("Content-Security-Policy", "script-src 'self'");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static void assertNothingIsWrong(List<Map<String, Object>> findings) {
        for (Map<String, Object> found : findings) {
            String page = found.get("name").toString();
            assertThat((List<?>) found.get("violations")).as(page).isEmpty();
            assertThat((List<?>) found.get("errors")).as(page).isEmpty();
            assertThat((List<?>) found.get("elsewhere")).as(page).isEmpty();
            assertThat(found.get("too_wide")).as(page + " scrolls sideways by").isEqualTo(0);
        }
    }
}
