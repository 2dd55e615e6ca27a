package uk.code4health.opendata.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.ServiceTest;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.Release;
import uk.code4health.opendata.catalogue.Slice;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.IdRange;
import uk.code4health.opendata.ingest.fetch.Fetched;
import uk.code4health.opendata.ingest.fetch.Validators;

/** A node that dies over a fetch is followed by another, which begins anew; not for ever. */
@QuarkusTest
class TakeoverTest extends ServiceTest {

    private static final Validators NONE = new Validators(null, null);

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

    @Inject
    @SuppressWarnings("NullAway.Init")
    LoadSteps steps;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Catalogue catalogue;

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

    @Test
    void aRunThatWasTakenForDeadChangesNothingAfterwards() throws IOException {
        Dataset registered =
                catalogue.live(new DatasetId(dataset)).orElseThrow().dataset();
        try (InputStream file = Files.newInputStream(FILE)) {
            UUID id = jobs.receive(new DatasetId(dataset), false, "etr.csv", file, unscheduled -> {}).id;
            Job sleeper = jobs.begin(id).orElseThrow();
            Release release = steps.release(sleeper, registered);
            Job heir = jobs.begin(id).orElseThrow();
            for (ThrowingCallable late : List.<ThrowingCallable>of(
                    () -> jobs.count(sleeper, new Progress(Stage.READING, 1, 1, 1, 0, 0)),
                    () -> steps.takeBack(sleeper, registered),
                    () -> steps.release(sleeper, registered),
                    () -> steps.reserveRows(sleeper, release, 1, 1),
                    () -> steps.read(sleeper, release, "late", List.of(new Slice("", new IdRange(1, 2))), 0, 0),
                    () -> steps.publish(sleeper, registered, release, List.of()),
                    () -> steps.cancel(sleeper),
                    () -> jobs.end(sleeper))) {
                assertThatThrownBy(late).isInstanceOf(TakenOver.class);
            }
            assertThat(jobs.job(id).orElseThrow().rowsRead).isZero();
            assertThat(steps.release(heir, registered).number()).isEqualTo(release.number());
        }
    }

    @Test
    void aFetchThatWasTakenForDeadKeepsNoFile() throws IOException {
        Job job = begunBySomebody(0);
        Job sleeper = fetches.beginFetching(job.id).orElseThrow();
        fetches.fetched(fetches.beginFetching(job.id).orElseThrow(), new Fetched("etr.csv", NONE), content());
        Long kept = jobs.job(job.id).orElseThrow().original;
        assertThatThrownBy(() -> fetches.fetched(sleeper, new Fetched("late.csv", NONE), content()))
                .isInstanceOf(TakenOver.class);
        assertThat(jobs.job(job.id).orElseThrow().original).isEqualTo(kept);
        fetchJob.run(job.id);
        assertThat(jobs.job(job.id).orElseThrow().state).isEqualTo(JobState.DONE);
    }

    @Test
    void filesAreLoadedInTheOrderTheyCame() throws IOException {
        UUID first = received("first.csv");
        UUID second = received("second.csv");
        UUID third = received("third.csv");
        assertThat(fetchJob.run(second)).as("has to wait").isTrue();
        assertThat(jobs.job(second).orElseThrow().attempts).isZero();
        assertThat(jobs.begin(first)).as("begun by a node that dies").isPresent();
        assertThat(fetchJob.run(second)).as("has to wait still").isTrue();
        assertThat(fetchJob.run(first)).isFalse();
        jobs.cancel(second);
        assertThat(fetchJob.run(third)).as("has nothing to wait for").isFalse();
        assertThat(jobs.job(third).orElseThrow().state).isEqualTo(JobState.DONE);
    }

    private UUID received(String name) throws IOException {
        try (InputStream file = Files.newInputStream(FILE)) {
            return jobs.receive(new DatasetId(dataset), false, name, file, unscheduled -> {}).id;
        }
    }

    @Test
    void aFileThatNobodyWouldLoadIsNotKept() {
        List<UUID> asked = new ArrayList<>();
        assertThatThrownBy(() -> jobs.receive(new DatasetId(dataset), false, "etr.csv", content(), job -> {
                    asked.add(job);
                    throw new IllegalStateException("the scheduler's table cannot be written");
                }))
                .hasMessageContaining("scheduler");
        assertThat(asked).hasSize(1);
        assertThat(jobs.job(asked.get(0))).isEmpty();
    }

    private static InputStream content() throws IOException {
        return new ByteArrayInputStream(Files.readAllBytes(FILE));
    }

    private Job begunBySomebody(int times) {
        URI address = URI.create("http://127.0.0.1:" + source.getAddress().getPort() + "/etr.csv");
        Job job = jobs.receive(new DatasetId(dataset), address, unscheduled -> {});
        for (int time = 0; time < times; time++) {
            fetches.beginFetching(job.id);
        }
        return job;
    }
}
