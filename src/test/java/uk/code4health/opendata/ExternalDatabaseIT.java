package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With an address of a database the service uses that one: the PostgreSQL that Debian packages, the oldest we promise. */
class ExternalDatabaseIT {

    private static final String REMEDY = "create role figures_reader; grant figures_reader to service;";
    private static final String REQUIRE_READER = "-Dopendata.questions.require-reader=true";

    @Test
    void theServiceWorksOnDebiansPostgresAndBringsNoneOfItsOwn() throws IOException {
        try (DebianPostgres database = DebianPostgres.start()) {
            Path folder = ServiceProcess.emptyFolder("external");
            Path file = RegisteredPatients.write(folder.resolve("patients.csv"), "01JAN2024", 5_000, 5);
            try (ServiceProcess service = ServiceProcess.start(folder, database.environment())) {
                assertThat(service.get("/v1").getInt("datasets"))
                        .isEqualTo(Bundled.datasets().size());
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

    @Test
    void whereItMayNotMakeRolesItSaysWhatMakesTheOneOfQuestionsAndTakesItOnceItIsThere()
            throws IOException, SQLException {
        try (DebianPostgres server = DebianPostgres.start();
                Connection administrator = server.connect();
                Statement sql = administrator.createStatement()) {
            sql.execute("create role service login");
            sql.execute("create database figures owner service");
            Path folder = ServiceProcess.emptyFolder("without-roles");
            Map<String, String> environment = server.environment("figures", "service");
            try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
                assertThat(service.log()).contains(REMEDY);
                assertAnswers(service);
            }
            assertThatThrownBy(() -> ServiceProcess.start(folder, environment, REQUIRE_READER))
                    .hasMessageContaining(REMEDY);
            sql.execute(REMEDY);
            try (ServiceProcess service = ServiceProcess.start(folder, environment, REQUIRE_READER)) {
                assertThat(service.log()).doesNotContain("figures_reader");
                assertAnswers(service);
            }
        }
    }

    private static void assertAnswers(ServiceProcess service) {
        assertThat(service.get("/v1/datasets/gp-practices/records?q=centre").getInt("page.total"))
                .isPositive();
    }
}
