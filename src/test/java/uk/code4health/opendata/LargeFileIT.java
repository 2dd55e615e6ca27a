package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The memory needed does not depend on the size of a file. */
class LargeFileIT {

    private static final long RECORDS = 7_400_000;
    private static final long HALF_A_GIGABYTE = 500_000_000;

    @Test
    void halfAGigabyteLoadsAndIsExportedInAQuarterGigabyteOfHeap() throws IOException {
        Path folder = ServiceProcess.emptyFolder("large");
        Path file = RegisteredPatients.write(folder.resolve("large.csv"), "01JAN2024", RECORDS, 3);
        assertThat(Files.size(file)).isGreaterThan(HALF_A_GIGABYTE);
        try (ServiceProcess service = ServiceProcess.start(folder, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError")) {
            JsonPath job = service.awaitEnd(service.upload("gp-registered-patients", file));
            assertThat(job.getString("release.state")).as(job.prettify()).isEqualTo("published");
            assertThat(job.getLong("rows_loaded")).isEqualTo(RECORDS);
            assertThat(service.get("/v1/datasets/gp-registered-patients/records?limit=1&offset=" + (RECORDS - 1))
                            .getList("data"))
                    .hasSize(1);
            assertThat(service.countLines("gp-registered-patients", "csv")).isEqualTo(RECORDS + 1);
            assertThat(service.countLines("gp-registered-patients", "ndjson")).isEqualTo(RECORDS);
        } finally {
            Files.delete(file);
        }
    }
}
