package uk.code4health.opendata.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.ServiceTest;
import uk.code4health.opendata.dataset.DatasetId;

/** A node that dies over a fetch is followed by another, which begins anew; not for ever. */
@QuarkusTest
class TakeoverTest extends ServiceTest {

    private static final Path FILE = Path.of("datasets", "nhs-trusts", "sample.csv");

    @Inject
    @SuppressWarnings("NullAway.Init")
    Jobs jobs;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Fetches fetches;

    @Inject
    @SuppressWarnings("NullAway.Init")
    FetchJob fetchJob;

    @SuppressWarnings("NullAway.Init")
    private HttpServer source;

    private String dataset = "";

    @BeforeEach
    void start() throws IOException {
        dataset = "takeovers-" + Long.toString(System.nanoTime(), 36);
        registerLike("nhs-trusts", dataset);
        source = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        source.createContext("/etr.csv", exchange -> {
            exchange.sendResponseHeaders(200, Files.size(FILE));
            Files.copy(FILE, exchange.getResponseBody());
            exchange.close();
        });
        source.start();
    }

    @AfterEach
    void stop() {
        source.stop(0);
    }

    @Test
    void whatANodeLeftIsFetchedAnewAndPublished() {
        Job job = begunBySomebody(1);
        fetchJob.run(job.id);
        Job ended = jobs.job(job.id).orElseThrow();
        assertThat(ended.state).as(ended.problemDetail).isEqualTo(JobState.DONE);
        assertThat(get("/v1/datasets/" + dataset + "/records").getInt("page.total"))
                .isEqualTo(ended.rowsLoaded);
        fetchJob.run(job.id);
        assertThat(get("/v1/datasets/" + dataset + "/releases").getList("data")).hasSize(1);
    }

    @Test
    void aFetchOverWhichNodesKeepDyingIsGivenUp() {
        Job job = begunBySomebody(LoadJob.MOST_ATTEMPTS);
        fetchJob.run(job.id);
        Job ended = jobs.job(job.id).orElseThrow();
        assertThat(ended.state).isEqualTo(JobState.FAILED);
        assertThat(ended.problemCode).isEqualTo("load-interrupted");
    }

    @Test
    void whatWasCancelledMeanwhileIsNotBegunAgain() {
        Job job = begunBySomebody(1);
        jobs.cancel(job.id);
        fetchJob.run(job.id);
        Job ended = jobs.job(job.id).orElseThrow();
        assertThat(ended.state).isEqualTo(JobState.CANCELLED);
        assertThat(ended.original).isNull();
        assertThat(get("/v1/datasets/" + dataset + "/releases").getList("data")).isEmpty();
    }

    private Job begunBySomebody(int times) {
        URI address = URI.create("http://127.0.0.1:" + source.getAddress().getPort() + "/etr.csv");
        Job job = jobs.receive(new DatasetId(dataset), address);
        for (int time = 0; time < times; time++) {
            fetches.beginFetching(job.id);
        }
        return job;
    }
}
