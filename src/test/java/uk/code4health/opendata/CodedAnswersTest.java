package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer says the same in every coding. */
@QuarkusTest
class CodedAnswersTest extends ServiceTest {

    private static final String DATASET = "/v1/datasets/gp-practices";
    private static final String RECORDS = DATASET + "/records";
    private static final List<String> CODINGS = List.of("zstd", "gzip");

    @TestHTTPResource
    URL service;

    @Inject
    AgroalDataSource database;

    static Stream<Arguments> answers() {
        return inEachCoding(
                RECORDS,
                RECORDS + "?limit=5",
                RECORDS + "?format=csv&limit=5",
                RECORDS + "?format=ndjson&limit=5",
                RECORDS + "?name=nobody",
                RECORDS + "/A81042",
                DATASET + "/values/status",
                DATASET + "/aggregate?group_by=status&measure=count()",
                DATASET + "/aggregate?group_by=status&measure=count()&format=csv",
                DATASET + "/aggregate?group_by=status&measure=count()&format=ndjson",
                DATASET + "/explain?status=ACTIVE",
                DATASET,
                DATASET + "/releases",
                DATASET + "/quality",
                "/",
                "/problems");
    }

    static Stream<Arguments> files() {
        return inEachCoding(
                RECORDS + "?format=csv",
                RECORDS + "?format=ndjson",
                RECORDS + "?format=csv&name=nobody",
                RECORDS + "?format=ndjson&name=nobody");
    }

    private static Stream<Arguments> inEachCoding(String... addresses) {
        return Stream.of(addresses).flatMap(address -> CODINGS.stream().map(coding -> Arguments.of(address, coding)));
    }

    @ParameterizedTest
    @MethodSource({"answers", "files"})
    void itIsTheSameInEveryCoding(String address, String coding) throws IOException {
        RawAnswer plain = ask("GET", address);
        RawAnswer coded = ask("GET", address, "Accept-Encoding: " + coding);

        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(coded.status()).isEqualTo(200);
        assertThat(named("Content-Encoding", coded)).containsExactly("Content-Encoding: " + coding);
        assertThat(coded.decoded()).isEqualTo(plain.body());
        assertThat(plain.header("Vary").orElseThrow()).contains("Accept-Encoding");
        assertThat(coded.header("Vary")).isEqualTo(plain.header("Vary"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileEndsWithTheDigestOfWhatWasSent(String address, String coding) throws IOException {
        for (String accepted : List.of(coding, "identity")) {
            RawAnswer file = ask("GET", address, "Accept-Encoding: " + accepted);
            assertThat(file.trailer("Content-Digest"))
                    .hasValue("sha-256=:" + Base64.getEncoder().encodeToString(DigestUtils.sha256(file.body())) + ":");
            assertThat(file.trailer("X-Record-Count")).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource({"answers", "files"})
    void whoAsksForItsHeadersGetsThem(String address, String coding) throws IOException {
        for (String accepted : List.of(coding, "identity", "deflate")) {
            RawAnswer head = ask("HEAD", address, "Accept-Encoding: " + accepted);
            RawAnswer whole = ask("GET", address, "Accept-Encoding: " + accepted);
            assertThat(head.letters()).isEmpty();
            for (String name : List.of("Content-Encoding", "Content-Type", "ETag", "Vary", "Trailer")) {
                assertThat(named(name, head)).as(name).isEqualTo(named(name, whole));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "br", "identity, gzip;q=0.5", "identity;q=0", "gzip;q=0, deflate", "*;q=0"})
    void whatWeDoNotSpeakIsAnsweredAsItIs(String accepted) throws IOException {
        for (String address : List.of(RECORDS + "?limit=9", RECORDS + "?format=csv", RECORDS + "/A81042", DATASET)) {
            RawAnswer answer = ask("GET", address, "Accept-Encoding: " + accepted);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Encoding")).as(address).isEmpty();
            assertThat(answer.body()).isEqualTo(ask("GET", address).body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "parquet"})
    void whatIsCompressedAsItIsHasNoCoding(String format) throws IOException {
        RawAnswer plain = ask("GET", RECORDS + "?format=" + format);
        for (String method : List.of("GET", "HEAD")) {
            RawAnswer answer = ask(method, RECORDS + "?format=" + format, "Accept-Encoding: zstd, gzip");
            assertThat(answer.header("Content-Encoding")).isEmpty();
            assertThat(answer.header("ETag")).isEqualTo(plain.header("ETag"));
        }
    }

    /** A number that JSON has not is a failure far behind the first bytes, which nothing can take back. */
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "zstd"})
    void aFileThatFailsMidwayBreaksTheConnectionAndDoesNotEnd(String coding) throws Exception {
        String dataset = "breaks-in-" + coding;
        registerLike("mental-health-waits", dataset);
        load(dataset, "all.csv", longFile());
        setLastMeasure(dataset, "'NaN'");

        byte[] part = untilItBreaks("/v1/datasets/" + dataset + "/records?format=ndjson", coding);

        setLastMeasure(dataset, "null"); // other tests read every dataset there is
        assertThat(part).hasSizeGreaterThan(1 << 16);
        if (!coding.equals("identity")) {
            assertThatThrownBy(() -> decoder(coding, part).readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    private void setLastMeasure(String dataset, String value) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            String table = "records." + dataset.replace('-', '_');
            assertThat(sql.executeUpdate("update " + table + " set measure_value = " + value
                            + " where _id = (select max(_id) from " + table + ")"))
                    .isEqualTo(1);
        }
    }

    private byte[] untilItBreaks(String address, String coding) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(service.toString().replaceAll("/$", "") + address))
                .header("Accept-Encoding", coding)
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        try (InputStream body = answer.body()) {
            assertThatThrownBy(() -> body.transferTo(part)).isInstanceOf(IOException.class);
        }
        return part.toByteArray();
    }

    private static InputStream decoder(String coding, byte[] part) throws IOException {
        InputStream coded = new ByteArrayInputStream(part);
        return coding.equals("gzip") ? new GZIPInputStream(coded) : new ZstdInputStream(coded);
    }

    /** So varied that it is long in any coding. */
    private static String longFile() {
        Random random = new Random(1);
        return IntStream.range(0, 10_000)
                .mapToObj(record -> "01/04/2024,30/04/2024,Final,Provider,R" + record + "," + varied(random)
                        + ",NONE,NONE,M1,\"Spells, all\"," + record)
                .collect(Collectors.joining(
                        "\n",
                        "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,"
                                + "PRIMARY_LEVEL_DESCRIPTION,SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,"
                                + "MEASURE_NAME,MEASURE_VALUE\n",
                        "\n"));
    }

    private static String varied(Random random) {
        return random.ints(40, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static List<String> named(String name, RawAnswer answer) {
        return answer.headers().stream()
                .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(header -> name + header.substring(name.length()))
                .toList();
    }

    private RawAnswer ask(String method, String address, String... headers) throws IOException {
        return RawAnswer.to(service, method, address, headers);
    }
}
