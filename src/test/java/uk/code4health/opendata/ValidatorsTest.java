package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer has one validator for each way it is sent, and whoever has it in one way is not sent it in another. */
@QuarkusTest
class ValidatorsTest extends ServiceTest {

    private static final String DATASET = "/v1/datasets/gp-practices";
    private static final String RECORDS = DATASET + "/records";

    private static final List<String> CODINGS =
            List.of("Accept-Encoding: identity", "Accept-Encoding: gzip", "Accept-Encoding: zstd");

    @TestHTTPResource
    URL service;

    static List<String> addresses() {
        return List.of(
                RECORDS + "?limit=5",
                RECORDS + "?format=csv",
                RECORDS + "?format=csv&limit=5",
                RECORDS + "?format=ndjson",
                RECORDS + "/A81042",
                DATASET,
                DATASET + "/quality",
                DATASET + "/datapackage.json",
                DATASET + "/schema-org.jsonld",
                "/v1/catalogue.jsonld");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void codedAndPlainHaveDifferentValidators(String address) throws IOException {
        RawAnswer plain = ask("GET", address);
        assertThat(tag(plain)).matches("\"[0-9a-f]{32}\"");
        for (String coding : List.of("zstd", "gzip")) {
            assertThat(tag(ask("GET", address, "Accept-Encoding: " + coding)))
                    .as(coding)
                    .isEqualTo("W/" + tag(plain));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "deflate",
                "br",
                "zstd",
                "snappy",
                "identity",
                "*",
                "*;q=0",
                "gzip;q=0",
                "gzip; q=0.5",
                "gzip;q=0, deflate",
                "br;q=1.0, gzip;q=0.8, *;q=0.1",
                "identity, *;q=0",
                "gzip;q=a",
                "",
                ",",
                "gzip, deflate, br, zstd"
            })
    void theValidatorIsWeakWhereTheAnswerIsCoded(String accepted) throws IOException {
        for (String address : addresses()) {
            RawAnswer answer = ask("GET", address, "Accept-Encoding: " + accepted);
            assertThat(tag(answer).startsWith("W/"))
                    .as(address)
                    .isEqualTo(answer.header("Content-Encoding").isPresent());
            assertThat(tag(ask("HEAD", address, "Accept-Encoding: " + accepted)))
                    .as(address)
                    .isEqualTo(tag(answer));
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void whatIsKnownInOneCodingIsNotSentInAnother(String address) throws IOException {
        for (String known : CODINGS) {
            for (String wanted : CODINGS) {
                for (String method : List.of("GET", "HEAD")) {
                    RawAnswer answer =
                            ask(method, address, wanted, "If-None-Match: " + tag(ask("GET", address, known)));
                    assertThat(answer.status()).as(known + ", " + wanted).isEqualTo(304);
                    assertThat(answer.letters()).isEmpty();
                    assertThat(tag(answer))
                            .as("as the whole answer has it")
                            .isEqualTo(tag(ask("GET", address, wanted)));
                    assertThat(answer.header("Vary").orElseThrow()).contains("Accept-Encoding");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "TAG", "W/TAG", "\"x\", TAG", "W/\"x\",W/TAG , \"y\"", "\"x\"\r\nIf-None-Match: TAG"})
    void aValidatorIsFoundHoweverItIsNamed(String named) throws IOException {
        for (String address : addresses()) {
            for (String coding : List.of("identity", "gzip", "zstd")) {
                assertThat(statusOfKnowing(named, address, coding))
                        .as(address + " " + coding)
                        .isEqualTo(304);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "W/\"x\"", "W/*", "w/TAG", "W/W/TAG", "\"*\"", "\"W/\"", "TAG\"", ""})
    void anotherValidatorIsNotTakenForIt(String named) throws IOException {
        for (String address : addresses()) {
            for (String coding : List.of("identity", "gzip", "zstd")) {
                assertThat(statusOfKnowing(named, address, coding))
                        .as(address + " " + coding)
                        .isEqualTo(200);
            }
        }
    }

    /** TAG stands for the validator of what is not compressed. */
    private int statusOfKnowing(String named, String address, String coding) throws IOException {
        String tags = named.replace("TAG", tag(ask("GET", address)));
        return ask("GET", address, "If-None-Match: " + tags, "Accept-Encoding: " + coding)
                .status();
    }

    private static String tag(RawAnswer answer) {
        return answer.header("ETag").orElseThrow();
    }

    private RawAnswer ask(String method, String address, String... headers) throws IOException {
        return RawAnswer.to(service, method, address, headers);
    }
}
