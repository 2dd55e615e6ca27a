package uk.code4health.opendata.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.PlainScheduleAndData;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.ServiceTest;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.FileSource;
import uk.code4health.opendata.dataset.Publication;

/** The service looks for new files when the manifests say so, and only then. */
@QuarkusTest
class SchedulesTest extends ServiceTest {

    private static final String EVERY_SECOND = "* * * * * ?";
    private static final String NEVER_SOON = "0 0 6 1 1 ? 2099";
    private static final Optional<URI> ADDRESS = Optional.of(URI.create("https://example.org/data.csv"));

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataSource database;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Catalogue catalogue;

    private final List<DatasetId> fetched = new CopyOnWriteArrayList<>();
    private final Schedules schedules = new Schedules(dataset -> {
        fetched.add(dataset);
        throw new IllegalStateException("there is no network");
    });

    @SuppressWarnings("NullAway.Init")
    private Scheduler scheduler;

    @BeforeEach
    void start() {
        scheduler = Scheduler.create(database, schedules.task())
                .threads(1)
                .pollingInterval(Duration.ofMillis(100))
                .build();
        scheduler.start();
    }

    @AfterEach
    void stop() {
        schedules.follow(List.of(), scheduler);
        scheduler.stop();
    }

    @Test
    void whatAManifestSaysIsDoneAgainAndAgainThoughItFails() throws InterruptedException {
        schedules.follow(List.of(scheduled(ADDRESS, EVERY_SECOND)), scheduler);
        awaitFetches(2);
        assertThat(fetched).containsOnly(new DatasetId("nhs-trusts"));
    }

    @Test
    void whatAManifestNoLongerSaysIsNotDone() throws InterruptedException {
        schedules.follow(List.of(scheduled(ADDRESS, NEVER_SOON)), scheduler);
        schedules.follow(List.of(scheduled(ADDRESS, NEVER_SOON)), scheduler);
        assertThat(times()).singleElement().satisfies(at -> assertThat(at)
                .isAfter(Instant.parse("2098-12-31T00:00:00Z")));
        schedules.follow(List.of(scheduled(ADDRESS, EVERY_SECOND)), scheduler);
        awaitFetches(1);
        schedules.follow(List.of(scheduled(Optional.empty(), EVERY_SECOND)), scheduler);
        assertThat(times()).isEmpty();
    }

    @Test
    void theTimeIsThatOfLondon() {
        schedules.follow(List.of(scheduled(ADDRESS, "0 30 9 1 7 ? 2099")), scheduler);
        assertThat(times()).containsExactly(Instant.parse("2099-07-01T08:30:00Z"));
    }

    private List<Instant> times() {
        return scheduler.getScheduledExecutionsForTask("scheduled-fetch", PlainScheduleAndData.class).stream()
                .map(execution -> execution.getExecutionTime())
                .toList();
    }

    private void awaitFetches(int least) throws InterruptedException {
        Instant latest = Instant.now().plusSeconds(20);
        while (fetched.size() < least) {
            assertThat(Instant.now()).as("fetched in time").isBefore(latest);
            Thread.sleep(50);
        }
    }

    private Dataset scheduled(Optional<URI> address, String cron) {
        Dataset trusts = catalogue.require("nhs-trusts").dataset();
        Publication publication = trusts.publication();
        return new Dataset(
                trusts.id(),
                trusts.title(),
                trusts.description(),
                trusts.publisher(),
                trusts.licence(),
                trusts.keywords(),
                trusts.source(),
                trusts.updateFrequency(),
                trusts.coverage(),
                trusts.file(),
                trusts.schema(),
                new Publication(
                        publication.mode(),
                        publication.sliceBy(),
                        publication.skipRows(),
                        publication.alsoTitled(),
                        publication.computed(),
                        publication.organisationContacts(),
                        publication.disclosure(),
                        publication.maximumRejected(),
                        new FileSource(address, Optional.of(cron)),
                        publication.totals()));
    }
}
