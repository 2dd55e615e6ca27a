package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An answer that was given is given again, without the database, as long as it is true. */
@QuarkusTest
class KeptAnswersTest extends ServiceTest {

    private static final String RECORDS = "/v1/datasets/gp-practices/records";

    @TestHTTPResource
    URL service;

    @Inject
    MeterRegistry meters;

    @Test
    void theSameAnswerIsGivenAgainWithoutTheDatabase() throws IOException {
        for (String address : List.of(
                RECORDS + "?limit=3&status=ACTIVE",
                RECORDS + "?format=csv&limit=3",
                "/v1/datasets/gp-practices/values/status")) {
            RawAnswer first = ask("GET", address);
            double statements = statements();
            RawAnswer second = ask("GET", address);

            assertThat(second.status()).isEqualTo(200);
            assertThat(second.body()).isEqualTo(first.body());
            for (String header : List.of("ETag", "Last-Modified", "Cache-Control", "Content-Type", "Vary", "Link")) {
                assertThat(second.header(header)).as(header).isPresent().isEqualTo(first.header(header));
            }
            assertThat(second.header("Content-Length")).hasValue(String.valueOf(first.body().length));
            assertThat(statements()).isEqualTo(statements);
        }
    }

    @Test
    void eachCodingIsKeptForThoseWhoLikeItAndForNobodyElse() throws IOException {
        String address = RECORDS + "?limit=4";
        RawAnswer plain = ask("GET", address);
        Map<String, RawAnswer> coded = new HashMap<>();
        for (String coding : List.of("zstd", "gzip")) {
            coded.put(coding, ask("GET", address, "Accept-Encoding: " + coding));
        }
        double statements = statements();
        for (String coding : List.of("gzip", "zstd")) {
            RawAnswer again = ask("GET", address, "Accept-Encoding: " + coding);
            assertThat(again.header("Content-Encoding")).hasValue(coding);
            assertThat(again.header("ETag"))
                    .hasValue("W/" + plain.header("ETag").orElseThrow());
            assertThat(again.body()).isEqualTo(coded.get(coding).body());
            assertThat(again.decoded()).isEqualTo(plain.body());
            assertThat(ask("HEAD", address, "Accept-Encoding: " + coding).headers())
                    .containsExactlyInAnyOrderElementsOf(again.headers());
        }
        for (String none : List.of("deflate", "identity", "identity, gzip;q=0.5")) {
            RawAnswer again = ask("GET", address, "Accept-Encoding: " + none);
            assertThat(again.header("Content-Encoding")).as(none).isEmpty();
            assertThat(again.letters()).isEqualTo(plain.letters());
        }
        assertThat(statements()).isEqualTo(statements);
    }

    @Test
    void whoHasItInOneCodingIsNotSentItInAnother() throws IOException {
        String address = RECORDS + "?limit=8";
        List<String> codings = List.of("zstd", "gzip", "identity");
        for (String known : codings) {
            String tag = ask("GET", address, "Accept-Encoding: " + known)
                    .header("ETag")
                    .orElseThrow();
            for (String wanted : codings) {
                RawAnswer again = ask("GET", address, "Accept-Encoding: " + wanted, "If-None-Match: " + tag);
                assertThat(again.status()).as(known + ", " + wanted).isEqualTo(304);
                assertThat(again.letters()).isEmpty();
                assertThat(again.header("Content-Encoding")).isEmpty();
            }
        }
    }

    @Test
    void whoHasItIsToldSoAndWhoAsksForItsHeadersGetsThem() throws IOException {
        String address = RECORDS + "?limit=6";
        RawAnswer first = ask("GET", address);
        String tag = first.header("ETag").orElseThrow();

        RawAnswer again = ask("GET", address, "If-None-Match: " + tag);
        RawAnswer other = ask("GET", address, "If-None-Match: \"other\"");
        RawAnswer head = ask("HEAD", address);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).hasValue(tag);
        assertThat(again.header("Content-Type")).isEmpty();
        assertThat(other.status()).isEqualTo(200);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).hasValue(String.valueOf(first.body().length));
    }

    @Test
    void pagesOfEveryOriginMayReadIt() throws IOException {
        String address = RECORDS + "?limit=7";
        for (int times = 0; times < 2; times++) {
            RawAnswer answer = ask("GET", address, "Origin: https://app.example");
            assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
            assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
                    .contains("ETag");
        }
    }

    @Test
    void oneFormIsNotTakenForAnother() throws IOException {
        String address = RECORDS + "?limit=2";
        for (int times = 0; times < 2; times++) {
            assertThat(ask("GET", address).header("Content-Type")).hasValue("application/json");
            assertThat(ask("GET", address, "Accept: text/csv")
                            .header("Content-Type")
                            .orElseThrow())
                    .startsWith("text/csv");
            assertThat(ask("GET", address, "Accept: image/png").status()).isEqualTo(406);
            assertThat(ask("POST", address).status()).isEqualTo(405);
        }
    }

    @Test
    void whatIsPublishedShowsAtOnce() throws IOException {
        registerLike("icb-codes", "kept-until-published");
        String sample = Files.readString(Path.of("datasets/icb-codes/sample.csv"));
        int records = (int) sample.lines().count() - 1;
        String address = "/v1/datasets/kept-until-published/records";
        assertPublished(load("kept-until-published", "all.csv", sample), records);
        assertThat(returned(address)).isEqualTo(records);
        assertThat(returned(address)).isEqualTo(records);

        String fewer = sample.lines().limit(records).collect(Collectors.joining("\n", "", "\n"));
        assertPublished(load("kept-until-published", "fewer.csv", fewer), records - 1);

        assertThat(returned(address)).isEqualTo(records - 1);
    }

    @Test
    void ofManyWhoAskTheSameAtOnceOneIsAnsweredByTheDatabase() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.toString()
                                .replaceAll("/$", "") + RECORDS + "?limit=100&name__contains=surgery&total=none"))
                .build();
        double before = statements();

        List<HttpResponse<String>> answers = Stream.generate(
                        () -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .limit(50)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(statements() - before).isEqualTo(1);
    }

    private double statements() {
        return meters.counter("opendata.statements").count();
    }

    private static int returned(String address) {
        return get(address).getInt("page.returned");
    }

    private RawAnswer ask(String method, String address, String... headers) throws IOException {
        return RawAnswer.to(service, method, address, headers);
    }
}
