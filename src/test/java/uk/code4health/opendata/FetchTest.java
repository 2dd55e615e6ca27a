package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.code4health.opendata.ScriptedSource.answer;
import static uk.code4health.opendata.ScriptedSource.cut;
import static uk.code4health.opendata.ScriptedSource.head;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are fetched from their publishers, who are not always well. */
@QuarkusTest
class FetchTest extends ServiceTest {

    private static final String HEADER =
            "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n";
    private static final int ROWS = 5_000;
    private static final byte[] FILE = file("01JAN2021");
    private static final String VALIDATORS = "ETag: \"v1\"\r\nLast-Modified: Fri, 01 Jan 2021 09:30:00 GMT\r\n";

    private String dataset = "";

    @BeforeEach
    void register() {
        dataset = "fetches-" + Long.toString(System.nanoTime(), 36);
        registerLike("gp-registered-patients", dataset);
    }

    @Test
    void aFileIsFetchedAndPublishedUnderTheNameItsSourceGivesIt() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(answer(
                "200 OK",
                "Content-Disposition: attachment; filename=\"x.csv\"; filename*=UTF-8''..%2Fpatients%20%E2%80%93.csv\r\n",
                FILE))) {
            JsonPath job = fetched(source.url("/data/file.csv?month=1"));
            assertPublished(job, ROWS);
            assertThat(job.getString("source_name")).isEqualTo("patients –.csv");
            assertThat(job.getString("source_sha256")).isEqualTo(DigestUtils.sha256Hex(FILE));
            assertThat(job.getLong("bytes_total")).isEqualTo(FILE.length);
            JsonPath release = get("/v1/datasets/" + dataset + "/releases/2021-01.1");
            assertThat(release.getString("source.url")).isEqualTo(source.url("/data/file.csv?month=1"));
        }
    }

    @Test
    void aFileThatTheSourceSaysIsTheSameIsNotFetchedAgain() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(
                answer("200 OK", VALIDATORS, FILE),
                answer("304 Not Modified", VALIDATORS, new byte[0]),
                answer("200 OK", "ETag: \"v2\"\r\n", file("01FEB2021")))) {
            assertPublished(fetched(source.url("/jan.csv")), ROWS);
            JsonPath again = fetched(source.url("/jan.csv"));
            assertThat(again.getString("state")).as(again.prettify()).isEqualTo("done");
            assertThat(again.getBoolean("unchanged")).isTrue();
            assertThat(again.getString("release.id")).isEqualTo("2021-01.1");
            assertThat(source.requests().get(1).headers())
                    .containsEntry("if-none-match", "\"v1\"")
                    .containsEntry("if-modified-since", "Fri, 01 Jan 2021 09:30:00 GMT");
            assertPublished(fetched(source.url("/jan.csv")), ROWS);
            assertThat(source.requests().get(2).headers()).containsEntry("if-none-match", "\"v1\"");
        }
    }

    @Test
    void aFileThatWasReplacedMeanwhileIsFetchedAgainWhole() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(answer("200 OK", VALIDATORS, FILE))) {
            assertPublished(fetched(source.url("/jan.csv")), ROWS);
            String revised = new String(FILE, StandardCharsets.UTF_8).replace(",7\n", ",8\n");
            assertPublished(load(dataset, "revised.csv", revised), ROWS);
            assertPublished(fetched(source.url("/jan.csv")), ROWS);
            assertThat(source.requests().get(1).headers()).doesNotContainKey("if-none-match");
        }
    }

    @Test
    void whatIsNotThereIsNotAskedForTwice() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(answer("404 Not Found", "", new byte[0]))) {
            assertFailed(fetched(source.url("/gone.csv")), "source-unavailable", "it answers 404 Not Found");
            assertThat(source.requests()).hasSize(1);
        }
    }

    @Test
    void aSourceThatIsBusyIsAskedAgainWhenItSays() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(
                answer("500 Internal Server Error", "", new byte[0]),
                answer("429 Too Many Requests", "Retry-After: 2\r\n", new byte[0]),
                answer("200 OK", "", FILE))) {
            Instant begun = Instant.now();
            assertPublished(fetched(source.url("/jan.csv")), ROWS);
            assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
            assertThat(source.requests()).hasSize(3);
        }
    }

    @Test
    void aSourceThatStaysAwayIsGivenUp() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(answer("503 Service Unavailable", "", new byte[0]))) {
            assertFailed(fetched(source.url("/jan.csv")), "source-unavailable", "503 Service Unavailable");
            assertThat(source.requests()).hasSize(3);
        }
        try (ScriptedSource source =
                ScriptedSource.saying(answer("503 Service Unavailable", "Retry-After: 86400\r\n", new byte[0]))) {
            assertFailed(fetched(source.url("/jan.csv")), "source-unavailable", "left alone for 86400 seconds");
            assertThat(source.requests()).hasSize(1);
        }
    }

    @Test
    void whatWasCutIsGoneOnWith() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(
                cut(VALIDATORS, FILE, 100_000), rest(100_000, 50_000), rest(150_000, 70_000), rest(220_000, 1 << 20))) {
            JsonPath job = fetched(source.url("/jan.csv"));
            assertPublished(job, ROWS);
            assertThat(job.getString("source_sha256")).isEqualTo(DigestUtils.sha256Hex(FILE));
            assertThat(source.requests()).hasSize(4);
            assertThat(source.requests().get(1).headers())
                    .containsEntry("range", "bytes=100000-")
                    .containsEntry("if-range", "\"v1\"");
            assertThat(source.requests().get(3).headers()).containsEntry("range", "bytes=220000-");
        }
    }

    @Test
    void whatCannotBeGoneOnWithIsBegunAgain() throws IOException {
        ScriptedSource.Script whole = answer("200 OK", VALIDATORS, FILE);
        for (ScriptedSource.Script first : new ScriptedSource.Script[] {
            cut("", FILE, 9_999), cut(VALIDATORS, FILE, 9_999), cut("ETag: W/\"v1\"\r\n", FILE, 9_999),
        }) {
            register();
            try (ScriptedSource source = ScriptedSource.saying(first, whole)) {
                JsonPath job = fetched(source.url("/jan.csv"));
                assertPublished(job, ROWS);
                assertThat(job.getString("source_sha256")).isEqualTo(DigestUtils.sha256Hex(FILE));
            }
        }
    }

    @Test
    void aRestThatIsNotTheRestIsNotTaken() throws IOException {
        ScriptedSource.Script shifted = answer(
                "206 Partial Content",
                VALIDATORS + "Content-Range: bytes 9998-9999/" + FILE.length + "\r\n",
                "xx".getBytes(StandardCharsets.US_ASCII));
        ScriptedSource.Script another =
                (request, out) -> rest(9_999, 1 << 20, "ETag: \"v2\"\r\n").answer(request, out);
        ScriptedSource.Script unsatisfiable = answer("416 Range Not Satisfiable", "", new byte[0]);
        for (ScriptedSource.Script wrong : new ScriptedSource.Script[] {shifted, another, unsatisfiable}) {
            register();
            try (ScriptedSource source =
                    ScriptedSource.saying(cut(VALIDATORS, FILE, 9_999), wrong, answer("200 OK", VALIDATORS, FILE))) {
                JsonPath job = fetched(source.url("/jan.csv"));
                assertPublished(job, ROWS);
                assertThat(job.getString("source_sha256")).isEqualTo(DigestUtils.sha256Hex(FILE));
                assertThat(source.requests().get(2).headers()).doesNotContainKey("range");
            }
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotTaken() throws IOException {
        try (ScriptedSource source =
                ScriptedSource.saying((request, out) -> out.write(head("200 OK", "Content-Length: 1048577\r\n")))) {
            assertFailed(fetched(source.url("/large.csv")), "body-too-large", "1048576");
            assertThat(source.requests()).hasSize(1);
        }
        try (ScriptedSource source = ScriptedSource.saying((request, out) -> {
            out.write(head("200 OK", "Transfer-Encoding: chunked\r\n"));
            while (true) {
                out.write((Integer.toHexString(FILE.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(FILE);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            assertFailed(fetched(source.url("/endless.csv")), "body-too-large", "1048576");
            assertThat(source.requests()).hasSize(1);
        }
    }

    @Test
    void aSourceThatIsSilentIsGivenUp() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying((request, out) -> Thread.sleep(5_000))) {
            assertFailed(fetched(source.url("/jan.csv")), "source-unavailable", "does not answer in time");
            assertThat(source.requests()).hasSize(3);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotAcceptedAndNotTriedAgain(@TempDir Path folder) throws Exception {
        HttpsServer source = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger handshakes = new AtomicInteger();
        SSLContext selfSigned = selfSigned(folder.resolve("keys.p12"));
        source.setHttpsConfigurator(new HttpsConfigurator(selfSigned) {
            @Override
            public void configure(HttpsParameters parameters) {
                handshakes.incrementAndGet();
                super.configure(parameters);
            }
        });
        source.start();
        try {
            String url = "https://127.0.0.1:" + source.getAddress().getPort() + "/jan.csv";
            assertFailed(fetched(url), "source-unavailable", "certification path");
            assertThat(handshakes).hasValue(1);
        } finally {
            source.stop(0);
        }
    }

    @Test
    void aHostThatIsNotThereIsSaidSo() {
        assertFailed(fetched("https://nowhere.invalid/jan.csv"), "source-unavailable", "its host is not known");
    }

    @Test
    void redirectsAreFollowedAFewTimes() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(
                answer("302 Found", "Location: /second place/jan.csv\r\n", new byte[0]),
                answer("308 Permanent Redirect", "Location: third/jan.csv\r\n", new byte[0]),
                answer("200 OK", "", FILE))) {
            assertPublished(fetched(source.url("/first")), ROWS);
            assertThat(source.requests())
                    .extracting(ScriptedSource.Request::path)
                    .containsExactly("/first", "/second%20place/jan.csv", "/second%20place/third/jan.csv");
        }
        try (ScriptedSource source = ScriptedSource.saying(answer("302 Found", "Location: /round\r\n", new byte[0]))) {
            assertFailed(fetched(source.url("/round")), "source-unavailable", "more than 5 times");
            assertThat(source.requests()).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/x.csv",
                "http://localhost/x.csv",
                "http://2130706433/x.csv",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:127.0.0.1]/x.csv",
                "http://user:secret@127.0.0.1/x.csv",
                "file:///etc/passwd",
            })
    void aRedirectToWhereNobodyMayGoIsRefused(String forbidden) throws IOException {
        try (ScriptedSource source =
                ScriptedSource.saying(answer("302 Found", "Location: " + forbidden + "\r\n", new byte[0]))) {
            assertFailed(fetched(source.url("/jan.csv")), "source-refused", "Nothing is fetched from there");
            assertThat(source.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/x.csv",
                "http://[::1]/x.csv",
                "http://169.254.169.254/latest/meta-data/",
                "https://files.digital.nhs.uk:8443/x.csv",
                "http://user@files.digital.nhs.uk/x.csv",
                "ftp://files.digital.nhs.uk/x.csv",
                "files.digital.nhs.uk/x.csv",
                "http:///x.csv",
                "http://a b/",
                "",
            })
    void anAddressThatNobodyMayAskIsRefusedAtOnce(String forbidden) {
        assertProblem(fetch(Map.of("url", forbidden)), 422, "source-refused");
    }

    @Test
    void aNameOfAPrivateAddressIsRefusedWhenItIsConnectedTo() {
        assertFailed(fetched("http://localhost/x.csv"), "source-refused", "localhost has no public address");
    }

    @Test
    void withoutAnAddressTheManifestsIsTaken() {
        assertThat(assertProblem(fetch(null), 400, "parameter-invalid").getString("errors[0].parameter"))
                .isEqualTo("url");
        assertProblem(fetch(Map.of("url", 5)), 400, "parameter-invalid");
        assertThat(assertProblem(fetch(Map.of("urk", "x")), 400, "parameter-invalid")
                        .getString("errors[0].did_you_mean"))
                .isEqualTo("url");
        assertProblem(publishing().post("/v1/publishing/datasets/nowhere/fetch"), 404, "dataset-not-found");
    }

    @Test
    void theManifestsAddressIsTakenWhereItHasOne() throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(answer("200 OK", "", FILE))) {
            registerLike(
                    "gp-registered-patients",
                    dataset,
                    manifest -> manifest.replace(
                            "https://files.digital.nhs.uk/{folder}/gp-reg-pat-prac-all.csv",
                            source.url("/gp-reg-pat-prac-all.csv")));
            JsonPath job = await(publishing().post("/v1/publishing/datasets/" + dataset + "/fetch"));
            assertPublished(job, ROWS);
            assertThat(job.getString("source_name")).isEqualTo("gp-reg-pat-prac-all.csv");
        }
    }

    private Response fetch(Object body) {
        var request = publishing().contentType("application/json");
        return (body == null ? request : request.body(body)).post("/v1/publishing/datasets/" + dataset + "/fetch");
    }

    private JsonPath fetched(String url) {
        return await(fetch(Map.of("url", url)));
    }

    private void assertFailed(JsonPath job, String problem, String detail) {
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("failed");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/" + problem);
        assertThat(job.getString("problem.detail")).contains(detail);
        assertThat(job.getString("release")).isNull();
    }

    /** The part of the file from a place on, as a server gives it that knows ranges; not always all of what is left. */
    private static ScriptedSource.Script rest(int from, int most) {
        return rest(from, most, VALIDATORS);
    }

    private static ScriptedSource.Script rest(int from, int most, String validators) {
        byte[] rest = Arrays.copyOfRange(FILE, from, Math.min(FILE.length, from + most));
        return answer(
                "206 Partial Content",
                validators + "Content-Range: bytes " + from + "-" + (from + rest.length - 1) + "/" + FILE.length
                        + "\r\n",
                rest);
    }

    private static SSLContext selfSigned(Path keys) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command =
                List.of((keytool + " -genkeypair -keyalg EC -alias source -dname CN=127.0.0.1 -ext san=ip:127.0.0.1"
                                + " -storetype PKCS12 -storepass secret -keystore " + keys)
                        .split(" ", -1));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(keys.toFile(), "secret".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static byte[] file(String date) {
        StringBuilder file = new StringBuilder(HEADER);
        for (int row = 0; row < ROWS; row++) {
            file.append("P,%s,GP,00L,E38000130,A%05d,NE65 7UW,ALL,ALL,7%n".formatted(date, row));
        }
        return file.toString().replace(System.lineSeparator(), "\n").getBytes(StandardCharsets.UTF_8);
    }
}
