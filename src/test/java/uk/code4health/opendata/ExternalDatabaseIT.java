package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With an address of a database the service uses that one: the PostgreSQL that Debian packages, the oldest we promise. */
class ExternalDatabaseIT {

    @Test
    void theServiceWorksOnDebiansPostgresAndBringsNoneOfItsOwn() throws IOException {
        try (DebianPostgres database = DebianPostgres.start()) {
            Path folder = ServiceProcess.emptyFolder("external");
            Path file = RegisteredPatients.write(folder.resolve("patients.csv"), "01JAN2024", 5_000, 5);
            try (ServiceProcess service = ServiceProcess.start(folder, database.environment())) {
                assertThat(service.get("/v1").getInt("datasets"))
                        .isEqualTo(ServiceProcess.bundledDatasets().size());
                assertThat(service.awaitEnd(service.upload("gp-registered-patients", file))
                                .getString("release.state"))
                        .isEqualTo("published");
                assertThat(service.get("/v1/datasets/gp-practices/records?name__contains=%C3%A9")
                                .getInt("page.total"))
                        .isZero();
                assertThat(folder.resolve("postgres")).doesNotExist();
            }
            try (ServiceProcess service = ServiceProcess.start(folder, database.environment())) {
                assertThat(service.get("/v1/datasets/gp-registered-patients/records?limit=1")
                                .getInt("page.total"))
                        .isEqualTo(5_000);
            }
        }
    }
}
