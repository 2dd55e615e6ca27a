package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.code4health.opendata.ScriptedSource.answer;
import static uk.code4health.opendata.ScriptedSource.head;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.ScriptedSource.Script;

/** Wherever the connection to a source is cut, readers see the whole new file or the whole old one, and the job ends. */
@QuarkusTest
class CutSourceTest extends ServiceTest {

    private static final int ROWS = 1_000;
    private static final String FIRST = "ETag: \"v1\"\r\n";
    private static final String SECOND = "ETag: \"v2\"\r\n";

    /** Every file has as many bytes as every other, so that nothing but what a source says tells them apart. */
    private static final int BYTES = file(101).length;

    private static final int IN_THE_HEAD = -20;
    private static final List<Integer> POINTS = List.of(
            IN_THE_HEAD,
            0,
            1,
            BYTES / 10,
            BYTES / 4,
            BYTES / 3,
            BYTES / 2,
            BYTES * 2 / 3,
            BYTES * 3 / 4,
            BYTES * 9 / 10,
            BYTES - 20,
            BYTES - 1);

    private static final List<Integer> FEW = List.of(IN_THE_HEAD, 1, BYTES / 2, BYTES - 1);

    private int live = 101;
    private String dataset = "";

    @BeforeEach
    void register() {
        dataset = "cuts-" + Long.toString(System.nanoTime(), 36);
        registerLike("gp-registered-patients", dataset);
        assertPublished(load(dataset, "first.csv", file(live)), ROWS);
    }

    @Test
    void aSourceThatKnowsRangesIsGoneOnWith() throws IOException {
        for (int point : POINTS) {
            byte[] next = file(live + 1);
            assertNext(next, fetched(cut(FIRST, next, point), ranges(FIRST, next)));
        }
    }

    @Test
    void aSourceThatKnowsNoRangesIsBegunAgain() throws IOException {
        for (int point : POINTS) {
            byte[] next = file(live + 1);
            assertNext(next, fetched(cut(FIRST, next, point), answer("200 OK", FIRST, next)));
        }
    }

    @Test
    void aFileThatChangedMeanwhileIsNotJoinedToTheOneBefore() throws IOException {
        for (int point : POINTS) {
            byte[] next = file(live + 1);
            Script honest = (request, out) -> {
                boolean same = "\"v2\"".equals(request.headers().get("if-range"));
                (same ? ranges(SECOND, next) : answer("200 OK", SECOND, next)).answer(request, out);
            };
            assertNext(next, fetched(cut(FIRST, file(901), point), honest));
        }
        for (int point : FEW) {
            byte[] next = file(live + 1);
            assertNext(next, fetched(cut(FIRST, file(901), point), ranges(SECOND, next)));
        }
    }

    @Test
    void aRestThatDoesNotSayOfWhichFileItIsIsNotTaken() throws IOException {
        for (int point : FEW) {
            for (String validator : List.of(FIRST, "Last-Modified: Fri, 01 Jan 2021 09:30:00 GMT\r\n")) {
                byte[] next = file(live + 1);
                assertNext(next, fetched(cut(validator, file(901), point), ranges("", next)));
            }
        }
    }

    @Test
    void aSourceThatAlwaysBreaksOffIsGivenUp() throws IOException {
        for (int point : POINTS) {
            assertLeft(fetched(cut(FIRST, file(901), point)), "source-unavailable");
        }
    }

    @Test
    void aLengthThatIsNeverReachedIsNotBelieved() throws IOException {
        Script longer = (request, out) -> {
            out.write(head("200 OK", "Content-Length: " + (BYTES + 1) + "\r\n"));
            out.write(file(901));
        };
        assertLeft(fetched(longer), "source-unavailable");
    }

    @Test
    void aChunkedAnswerWithoutItsEndIsNoFile() throws IOException {
        for (int point : POINTS) {
            assertLeft(fetched(chunked(file(901), point)), "source-unavailable");
        }
        for (int point : FEW) {
            byte[] next = file(live + 1);
            assertNext(next, fetched(chunked(next, point), ranges(FIRST, next)));
        }
    }

    @Test
    void theRestOfAChunkedAnswerComesToItsEndTooThoughInParts() throws IOException {
        for (int point : FEW) {
            byte[] next = file(live + 1);
            Script parts = ranges(FIRST, next, BYTES / 4);
            assertNext(next, fetched(chunked(next, point), point > 0 ? parts : ranges(FIRST, next)));
        }
    }

    @Test
    void anAnswerThatDoesNotSayWhereItEndsIsNotTakenForAWhole() throws IOException {
        for (int point : POINTS.subList(1, POINTS.size())) {
            Script endless = (request, out) -> {
                out.write(head("200 OK", FIRST));
                out.write(file(901), 0, point);
            };
            assertLeft(fetched(endless), "source-unavailable");
        }
    }

    @Test
    void aPackedFileThatWasCutAtItsSourceIsUnreadable() throws IOException {
        byte[] packed = Packing.gzip(file(901));
        for (int tenth = 0; tenth < 10; tenth++) {
            byte[] part = Arrays.copyOf(packed, Math.max(10, packed.length * tenth / 10));
            assertLeft(fetched(answer("200 OK", "", part)), "file-unreadable");
        }
        assertLeft(fetched(answer("200 OK", "", Arrays.copyOf(packed, packed.length - 1))), "file-unreadable");
    }

    @Test
    void aSourceThatFallsSilentIsAskedAgainAndGoneOnWith() throws IOException {
        for (int point : FEW) {
            byte[] next = file(live + 1);
            Script silent = (request, out) -> {
                cut(FIRST, next, point).answer(request, out);
                out.flush();
                Thread.sleep(5_000); // five times the longest that a source may be silent
            };
            assertNext(next, fetched(silent, ranges(FIRST, next)));
        }
        assertLeft(fetched((request, out) -> Thread.sleep(5_000)), "source-unavailable");
    }

    private JsonPath fetched(Script... scripts) throws IOException {
        try (ScriptedSource source = ScriptedSource.saying(scripts)) {
            return await(publishing()
                    .contentType("application/json")
                    .body(Map.of("url", source.url("/patients.csv")))
                    .post("/v1/publishing/datasets/" + dataset + "/fetch"));
        }
    }

    /** The file is what readers see, to the last byte, and nothing else. */
    private void assertNext(byte[] file, JsonPath job) {
        assertPublished(job, ROWS);
        assertThat(job.getString("source_sha256")).isEqualTo(DigestUtils.sha256Hex(file));
        live++;
        assertWhole();
    }

    /** The job has failed, and readers see what they saw before. */
    private void assertLeft(JsonPath job, String problem) {
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("failed");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/" + problem);
        assertThat(job.getString("release.id")).isNull();
        assertWhole();
    }

    private void assertWhole() {
        String records = "/v1/datasets/" + dataset + "/records?limit=1&total=exact";
        assertThat(get(records + "&number_of_patients__gte=0").getInt("page.total"))
                .isEqualTo(ROWS);
        assertThat(get(records + "&number_of_patients=" + live).getInt("page.total"))
                .isEqualTo(ROWS);
    }

    /** A whole answer in prospect, and so many bytes of it; if negative, so many less than its head has. */
    private static Script cut(String headers, byte[] body, int after) {
        byte[] head = head("200 OK", headers + "Content-Length: " + body.length + "\r\n");
        return (request, out) -> {
            out.write(head, 0, head.length + Math.min(0, after));
            out.write(body, 0, Math.max(0, after));
        };
    }

    /** The same in chunks, without the last one, which has no bytes and says that it was all. */
    private static Script chunked(byte[] body, int after) {
        byte[] head = head("200 OK", FIRST + "Transfer-Encoding: chunked\r\n");
        return (request, out) -> {
            out.write(head, 0, head.length + Math.min(0, after));
            for (int from = 0; from < after; from += 10_000) {
                chunk(out, Arrays.copyOfRange(body, from, Math.min(from + 10_000, after)));
            }
        };
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static Script ranges(String headers, byte[] body) {
        return ranges(headers, body, body.length);
    }

    /** What is asked for, from the place it is asked for on, whatever If-Range says; not more than so much at a time. */
    private static Script ranges(String headers, byte[] body, int most) {
        return (request, out) -> {
            String range = request.headers().get("range");
            if (range == null) {
                answer("200 OK", headers, body).answer(request, out);
                return;
            }
            int from = Integer.parseInt(range.replaceAll("\\D", ""));
            byte[] rest = Arrays.copyOfRange(body, from, Math.min(from + most, body.length));
            String part = "Content-Range: bytes " + from + "-" + (from + rest.length - 1) + "/" + body.length + "\r\n";
            answer("206 Partial Content", headers + part, rest).answer(request, out);
        };
    }

    private static byte[] file(int patients) {
        StringBuilder file = new StringBuilder(
                "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n");
        for (int row = 0; row < ROWS; row++) {
            file.append("P,01JAN2021,GP,00L,E38000130,A%05d,NE65 7UW,ALL,ALL,%d\n".formatted(row, patients));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
