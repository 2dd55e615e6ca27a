package uk.code4health.opendata.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.ServiceTest;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.ingest.fetch.Fetcher;

/** Files over which the virtual machine gives up: the job ends at once and says what helps, and the next one runs. */
@QuarkusTest
class ExhaustionTest extends ServiceTest {

    private static final String HEADER =
            "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n";
    private static final String ROW = ",01JAN2021,GP,00L,E38000130,A84002,NE65 7UW,ALL,ALL,5903\n";

    @Inject
    @SuppressWarnings("NullAway.Init")
    Jobs jobs;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Fetches fetches;

    @Inject
    @SuppressWarnings("NullAway.Init")
    LoadJob loads;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Catalogue catalogue;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Fetcher fetcher;

    @Test
    void aTextThatIsTooLongForThePatternOfItsFieldEndsTheJob() {
        registerLike(
                "gp-registered-patients",
                "exhausting-loads",
                manifest -> manifest.replaceFirst(
                        "\"name\": \"publication\",",
                        "\"name\": \"publication\", \"constraints\": {\"pattern\": \"(G|P)*\"},"));
        assertPublished(load("exhausting-loads", "good.csv", HEADER + "GP" + ROW), 1);
        JsonPath job = load("exhausting-loads", "bad.csv", HEADER + "GP".repeat(200_000) + ROW);
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("failed");
        assertThat(job.getString("release.state")).isEqualTo("failed");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/internal");
        assertThat(job.getString("problem.detail")).contains("too long", "[ab]*");
        assertThat(get("/v1/datasets/exhausting-loads/records").getInt("page.total"))
                .isEqualTo(1);
        String revised = ROW.replace("5903", "5904");
        assertPublished(load("exhausting-loads", "revised.csv", HEADER + "GP" + revised), 1);
    }

    @Test
    void aFetchThatRunsOutOfMemoryEnds() throws IOException {
        registerLike("gp-registered-patients", "exhausting-fetches");
        HttpServer source = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        source.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(new byte[10]);
            exchange.close();
        });
        source.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + source.getAddress().getPort() + "/data.csv");
            Job job = jobs.receive(new DatasetId("exhausting-fetches"), address, id -> {});
            new FetchJob(jobs, fetches, loads, catalogue, fetcher, new ClockWithoutMemory()).run(job.id);
            Job ended = jobs.job(job.id).orElseThrow();
            assertThat(ended.state).isEqualTo(JobState.FAILED);
            assertThat(ended.problemCode).isEqualTo("internal");
            assertThat(ended.problemDetail).contains("too little memory");
        } finally {
            source.stop(0);
        }
    }

    /** Stands for whatever fails while a file comes. */
    private static final class ClockWithoutMemory extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new OutOfMemoryError("planted");
        }
    }
}
