package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whenever a load is cut short, readers see one release or the other, whole, and the job ends by itself. */
class InterruptedLoadIT {

    private static final int BEFORE = 1_000;
    private static final int AFTER = 250_000;
    private static final int KILLS = 5;
    private static final int LONGEST_LOAD_MILLIS = 2_500;

    @Test
    void aServiceKilledAtAnyMomentOfALoadNeverShowsHalfARelease() {
        Path folder = ServiceProcess.emptyFolder("interrupted");
        Path small = RegisteredPatients.write(folder.resolve("small.csv"), "01JAN2024", BEFORE, 1);
        ServiceProcess service = ServiceProcess.start(folder);
        try {
            service.awaitEnd(service.upload("gp-registered-patients", small));
            Random random = new Random(7);
            int expected = BEFORE;
            for (int kill = 0; kill < KILLS; kill++) {
                Path large = RegisteredPatients.write(folder.resolve("large.csv"), "01JAN2024", AFTER + kill, kill + 2);
                String job = service.upload("gp-registered-patients", large);
                watch(service, expected, AFTER + kill, random.nextInt(LONGEST_LOAD_MILLIS));
                service.kill();

                service = ServiceProcess.start(folder);
                assertWhole(service, expected, AFTER + kill);
                JsonPath ended = service.awaitEnd(job);
                assertThat(ended.getString("release.state"))
                        .as(ended.prettify())
                        .isEqualTo("published");
                expected = AFTER + kill;
                assertThat(total(service)).isEqualTo(expected);
            }
            assertThat(service.get("/v1/datasets/gp-registered-patients/releases")
                            .getList("data.records"))
                    .as("a release for each file, the sample and no other")
                    .hasSize(KILLS + 2);
        } finally {
            service.close();
        }
    }

    @Test
    void aDatabaseKilledAtAnyMomentOfALoadComesBackAndNeverShowsHalfARelease() {
        Path folder = ServiceProcess.emptyFolder("interrupted-database");
        Path small = RegisteredPatients.write(folder.resolve("small.csv"), "01JAN2024", BEFORE, 1);
        try (ServiceProcess service = ServiceProcess.start(folder)) {
            service.awaitEnd(service.upload("gp-registered-patients", small));
            Random random = new Random(11);
            int expected = BEFORE;
            for (int kill = 0; kill < KILLS; kill++) {
                Path large = RegisteredPatients.write(folder.resolve("large.csv"), "01JAN2024", AFTER + kill, kill + 2);
                String job = service.upload("gp-registered-patients", large);
                watch(service, expected, AFTER + kill, random.nextInt(LONGEST_LOAD_MILLIS));
                service.killDatabase();

                service.awaitAnswer();
                assertWhole(service, expected, AFTER + kill);
                JsonPath ended = service.awaitEnd(job);
                assertThat(ended.getString("release.state"))
                        .as(ended.prettify())
                        .isEqualTo("published");
                expected = AFTER + kill;
                assertThat(total(service)).isEqualTo(expected);
            }
            assertThat(service.get("/v1/datasets/gp-registered-patients/releases")
                            .getList("data.records"))
                    .as("a release for each file, the sample and no other")
                    .hasSize(KILLS + 2);
        }
    }

    private static void watch(ServiceProcess service, int before, int after, int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < end) {
            assertWhole(service, before, after);
            ServiceProcess.pause(20);
        }
    }

    /** The total is the old or the new one, and the last record is there. */
    private static void assertWhole(ServiceProcess service, int before, int after) {
        int total = total(service);
        assertThat(total).isIn(before, after);
    }

    private static int total(ServiceProcess service) {
        // counted by reading, not by what the edition says of itself
        return service.get("/v1/datasets/gp-registered-patients/records?limit=1&total=exact&number_of_patients__gte=0")
                .getInt("page.total");
    }
}
