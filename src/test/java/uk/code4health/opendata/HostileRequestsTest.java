package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests no well-meaning client sends: each is refused with help, none disturbs the service. Sent byte for byte. */
@QuarkusTest
class HostileRequestsTest extends ServiceTest {

    private static final String RECORDS = "/v1/datasets/gp-practices/records";

    private static final List<String> SQL_SHAPED = List.of(
            "'",
            "'%20or%20'1'='1",
            "';drop%20table%20records.gp_practices;--",
            "1);select%20pg_sleep(60)--",
            "$1",
            "\\",
            "%27%20union%20select%20*%20from%20secret--",
            "%22",
            "/**/",
            "(select%201)",
            "%3B");

    @TestHTTPResource
    URL service;

    /** What came back. */
    private record Answer(int status, String head, String body) {}

    @Test
    void sqlShapedTextInAnyParameterIsAValueOrARefusal() throws IOException {
        List<String> parameters = List.of(
                "name",
                "name__eq",
                "name__ne",
                "name__lt",
                "name__in",
                "name__contains",
                "name__starts_with",
                "name__is_null",
                "open_date",
                "fields",
                "sort",
                "limit",
                "cursor",
                "offset",
                "release",
                "total",
                "q",
                "where",
                "format");
        for (String parameter : parameters) {
            for (String text : SQL_SHAPED) {
                Answer answer = ask(RECORDS + "?" + parameter + "=" + text);
                assertThat(answer.status()).as(parameter + "=" + text).isIn(200, 400, 404);
                assertThat(answer.body())
                        .doesNotContainIgnoringCase("syntax error")
                        .doesNotContain("PSQLException");
            }
        }
        for (String text : SQL_SHAPED) {
            assertRefused(ask(RECORDS + "?" + text + "=1"), 400);
            assertThat(ask(RECORDS + "/" + text.replace("/", "%2F")).status()).isIn(400, 404);
            assertThat(ask("/v1/datasets/" + text.replace("/", "%2F")).status()).isIn(400, 404);
        }
        assertNothingIsLost();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=0",
                "limit=1e9",
                "limit=10001",
                "limit=99999999999999999999",
                "limit=",
                "limit=%F0%9F%98%80",
                "offset=-1",
                "offset=99999999999999999999",
                "cursor=",
                "cursor=x",
                "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "nme=x",
                "name__like=x",
                "name__=x",
                "__=x",
                "=x",
                "fields=nme",
                "fields=",
                "sort=nme",
                "sort=name,name",
                "name=%00",
                "%00=x",
                "name=%C0%AF",
                "%C0%AF=x",
                "name=%ED%A0%80",
                "name=%",
                "name=%zz",
                "name=%F",
                "name=\"",
                "name=a|b",
                "open_date=31/31/2020",
                "open_date__contains=2020",
                "limit=1&limit=2",
                "name__is_null=perhaps",
                "q=",
                "q=%00",
                "where=",
                "where=name%00=%27x%27",
                "where=name=pg_sleep(10)",
                "where=name=%27x%27&where=name=%27x%27",
                "where=1=1"
            })
    void whatCannotBeMeantIsRefusedWithHelp(String question) throws IOException {
        assertRefused(ask(RECORDS + "?" + question), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/v1/datasets/%00", "/v1/datasets/gp-practices/releases/%00", RECORDS + "/%C0%AF"})
    void aMalformedPathIsRefusedWithHelp(String path) throws IOException {
        assertRefused(ask(path), 400);
    }

    @Test
    void anUnknownFieldNamesTheNearest() throws IOException {
        JsonPath problem = assertRefused(ask(RECORDS + "?practise_code=A81001"), 400);
        assertThat(problem.getString("errors[0].parameter")).isEqualTo("practise_code");
        assertThat(problem.getString("errors[0].did_you_mean")).isEqualTo("practice_code");
        assertThat(problem.getList("errors[0].allowed")).contains("practice_code", "name", "limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "count(*)", "https://", "%00"})
    void aMalformedOriginIsRefusedWithHelp(String origin) throws IOException {
        String head = "GET " + RECORDS + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin;
        assertThat(assertRefused(send(head + "\r\nConnection: close\r\n\r\n"), 400)
                        .getString("detail"))
                .contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/datasets/gp-practices/explain HTTP/1.0",
                "/v1/datasets/gp-practices/explain HTTP/1.1",
                "/v1/datasets/gp-practices/explain HTTP/1.1\r\nHost:",
                RECORDS + " HTTP/1.0",
                "/v1/none HTTP/1.0"
            })
    void aRequestThatNamesNoHostIsRefusedAndIsNoErrorOfOurs(String request) throws IOException {
        ErrorWatch watch = new ErrorWatch();
        try (watch) {
            Answer answer = send("GET " + request + "\r\nConnection: close\r\n\r\n");
            assertThat(assertRefused(answer, 400).getString("detail")).contains("Host");
        }
        assertThat(watch.errors()).isEmpty();
        assertThat(send("GET /q/health/live HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
    }

    @Test
    void unknownAddressesAreNotCountedOneByOne() throws IOException {
        String unknown = "unknown-" + UUID.randomUUID();
        for (String request : List.of(
                "GET /v1/" + unknown,
                "GET /v1/datasets/" + unknown + "/records",
                "GET /v1/datasets/gp-practices/" + unknown,
                "GET /" + unknown + "?%",
                "GET /v1/" + unknown + "?%",
                "POST /v1/" + unknown,
                "POST /v1/datasets/" + unknown + "/records")) {
            send(request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }
        assertThat(ask("/q/metrics").body().lines().filter(line -> line.contains(unknown)))
                .isEmpty();
    }

    @Test
    void aQueryOfTenMegabytesIsRefusedAndTheServiceGoesOn() throws IOException {
        assertThat(ask(RECORDS + "?name=" + "a".repeat(10 << 20)).status()).isEqualTo(414);
        assertNothingIsLost();
    }

    @Test
    void aLongQuestionIsNoReasonToRefuse() throws IOException {
        assertThat(ask(RECORDS + "?practice_code__in=A81001" + ",A81002".repeat(900))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ncut short", ""})
    void aFormThatIsNoneIsRefused(String body) throws IOException {
        String head = "POST /v1/publishing/datasets/gp-practices/releases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + TestDatabase.TOKEN + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n";
        assertRefused(send(head + body), 400);
    }

    private JsonPath assertRefused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.head()).contains("application/problem+json");
        JsonPath problem = JsonPath.from(answer.body());
        assertThat(problem.getString("detail")).isNotBlank();
        return problem;
    }

    private void assertNothingIsLost() throws IOException {
        Answer answer = ask(RECORDS + "?limit=1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(JsonPath.from(answer.body()).getInt("page.total")).isPositive();
    }

    private Answer ask(String address) throws IOException {
        return send("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private Answer send(String request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(30_000);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException refusedBeforeItsEnd) {
                assertThat(request.length()).isGreaterThan(100_000);
            }
            return parse(socket.getInputStream());
        }
    }

    private static Answer parse(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException closedByTheService) {
            assertThat(all.size())
                    .as("an answer before the connection was closed")
                    .isPositive();
        }
        String text = all.toString(StandardCharsets.UTF_8);
        int body = text.indexOf("\r\n\r\n");
        assertThat(body).as("an answer: " + text).isPositive();
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, body), text.substring(body + 4));
    }
}
