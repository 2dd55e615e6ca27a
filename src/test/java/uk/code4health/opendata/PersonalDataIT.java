package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One patient's number in a large file is found, whatever column it is in, and nobody gets to see it. */
class PersonalDataIT {

    private static final int ROWS = 100_000;
    private static final int BEFORE = 1_000;
    private static final String DATASET = "gp-registered-patients";

    private static ServiceProcess service;
    private static Path folder;

    @BeforeAll
    static void aReleaseIsServed() {
        folder = ServiceProcess.emptyFolder("personal-data");
        service = ServiceProcess.start(folder, "-Xmx256m");
        service.awaitEnd(
                service.upload(DATASET, RegisteredPatients.write(folder.resolve("good.csv"), "01JAN2024", BEFORE, 1)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 9434765919, publication",
        "3, 943 476 5919, ",
        "7, 943-476-5919, sex",
        "8, 'see 9434765919', age",
        "9, 9434765919, number_of_patients"
    })
    void aPlantedNumberStopsTheReleaseAndIsNowhereInClear(int column, String planted, String field) throws IOException {
        JsonPath job = service.awaitEnd(service.upload(DATASET, plant(column, planted)));

        assertThat(job.getString("release.state")).as(job.prettify()).isEqualTo("quarantined");
        if (field != null) { // the others are codes, and it is no code
            assertThat(job.getString("problem.type")).isEqualTo("/problems/personal-data");
            assertThat(job.getString("problem.detail"))
                    .contains("NHS number", "stands in 1 cell of " + field, "at line " + (ROWS / 2 + 1));
            assertThat(job.getList("findings.kind")).contains("disclosure");
        }
        String told = job.prettify()
                + service.log()
                + given().get(service.address() + "/v1/datasets/" + DATASET + "/quality")
                        .asString();
        assertThat(told.replaceAll("[ -]", "")).doesNotContain("9434765919").doesNotContain("4765919");
        assertThat(service.get("/v1/datasets/" + DATASET + "/records?limit=1&extract_date=2024-01-01")
                        .getInt("page.total"))
                .isEqualTo(BEFORE);
    }

    @Test
    void theSameFileWithoutItIsPublished() {
        Path file = RegisteredPatients.write(folder.resolve("clean.csv"), "01FEB2024", ROWS, 3);
        assertThat(service.awaitEnd(service.upload(DATASET, file)).getString("release.state"))
                .isEqualTo("published");
    }

    /** A file with one cell replaced, in the middle. */
    private static Path plant(int column, String text) throws IOException {
        Path file = RegisteredPatients.write(folder.resolve("planted.csv"), "01JAN2024", ROWS, 2);
        List<String> lines = Files.readAllLines(file);
        String[] cells = lines.get(ROWS / 2).split(",", -1);
        cells[column] = text;
        lines.set(ROWS / 2, String.join(",", cells));
        Files.write(file, lines);
        return file;
    }
}
