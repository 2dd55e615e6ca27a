package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;

/** Starting, stopping, being killed and starting again, with a database of its own. */
class StartupIT {

    @Test
    void aFirstStartServesEveryDatasetAndASecondKeepsWhatWasBroughtIn() {
        Path folder = ServiceProcess.emptyFolder("startup");
        Path file = RegisteredPatients.write(folder.resolve("patients.csv"), "01JAN2024", 1_000, 5);
        try (ServiceProcess service = ServiceProcess.start(folder)) {
            JsonPath datasets = service.get("/v1/datasets");
            assertThat(datasets.getList("data.id")).isEqualTo(Bundled.datasets());
            assertThat(datasets.<Integer>getList("data.records")).allMatch(records -> records > 10);
            assertThat(datasets.<Boolean>getList("data.sample")).containsOnly(true);
            assertThat(service.awaitEnd(service.upload("gp-registered-patients", file))
                            .getString("release.state"))
                    .isEqualTo("published");
        }
        assertNoServerIsLeft(folder);
        try (ServiceProcess service = ServiceProcess.start(folder)) {
            assertServes(service, 1_000);
            assertThat(service.get("/v1/datasets/gp-registered-patients").getBoolean("sample"))
                    .isFalse();
        }
    }

    @Test
    void aKilledServiceStartsAgainOnItsData() {
        Path folder = ServiceProcess.emptyFolder("killed");
        Path file = RegisteredPatients.write(folder.resolve("patients.csv"), "01JAN2024", 1_000, 5);
        ServiceProcess killed = ServiceProcess.start(folder);
        killed.awaitEnd(killed.upload("gp-registered-patients", file));
        killed.kill();
        assertThat(serversOf(folder))
                .as("the database server outlives a killed service")
                .isNotEmpty();
        try (ServiceProcess service = ServiceProcess.start(folder)) {
            assertThat(service.log()).contains("an earlier run left behind");
            assertServes(service, 1_000);
        }
        assertNoServerIsLeft(folder);
    }

    @Test
    void aServiceKilledWhileItFirstStartsStartsAfresh() throws IOException, InterruptedException {
        Path folder = ServiceProcess.emptyFolder("killed-early");
        for (int millis : new int[] {700, 1_000, 1_200, 1_400, 1_600, 1_800, 2_500}) {
            Process process = new ProcessBuilder(
                            ServiceProcess.java(),
                            "-Dquarkus.http.port=0",
                            "-Dopendata.database.folder=" + folder.resolve("postgres"),
                            "-jar",
                            ServiceProcess.jar().toString())
                    .redirectOutput(folder.resolve("early.log").toFile())
                    .start();
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            process.onExit().join();
        }
        try (ServiceProcess service = ServiceProcess.start(folder)) {
            assertThat(service.get("/v1").getInt("datasets"))
                    .isEqualTo(Bundled.datasets().size());
        }
    }

    @Test
    void twoServicesOfOneFolderDoNotFight() {
        Path folder = ServiceProcess.emptyFolder("two");
        try (ServiceProcess first = ServiceProcess.start(folder);
                ServiceProcess second = ServiceProcess.start(folder)) {
            assertThat(first.get("/v1").getInt("datasets"))
                    .isEqualTo(Bundled.datasets().size());
            assertThat(second.get("/v1").getInt("datasets"))
                    .isEqualTo(Bundled.datasets().size());
            assertThat(second.log()).contains("postgres-2");
        }
        assertNoServerIsLeft(folder);
    }

    @Test
    void aBadManifestIsNamedAndDoesNotStopTheOthers() throws IOException {
        Path folder = ServiceProcess.emptyFolder("manifests");
        Path datasets = folder.resolve("datasets");
        FileUtils.copyDirectory(Path.of("datasets").toFile(), datasets.toFile());
        Path bad = datasets.resolve("nhs-trusts/datapackage.json");
        Files.writeString(bad, Files.readString(bad).replaceFirst("\"type\": \"date\"", "\"type\": \"day\""));
        Files.createDirectories(datasets.resolve("broken"));
        Files.writeString(datasets.resolve("broken/datapackage.json"), "{\n \"name\": ");
        try (ServiceProcess service = ServiceProcess.start(folder, "-Dopendata.datasets=" + datasets)) {
            assertThat(service.get("/v1").getInt("datasets"))
                    .isEqualTo(Bundled.datasets().size() - 1);
            assertThat(service.log())
                    .contains(
                            "nhs-trusts/datapackage.json is not registered. At /resources/0/schema/fields/10/type: expected")
                    .contains("broken/datapackage.json is not registered. At /: expected JSON");
        }
    }

    @Test
    void aTokenIsMadeOnceAndShownOnce() {
        Path folder = ServiceProcess.emptyFolder("token");
        String token;
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            Matcher shown = Pattern.compile("shown this once: (\\S+)").matcher(service.log());
            assertThat(shown.find()).isTrue();
            token = shown.group(1);
        }
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            assertThat(service.log()).doesNotContain("shown this once").doesNotContain(token);
            int status = given().header("Authorization", "Bearer " + token)
                    .get(service.address() + "/v1/publishing/jobs/none")
                    .statusCode();
            assertThat(status).as("the token still opens").isEqualTo(404);
        }
    }

    @Test
    void theCommandLineLoadsAFileAndSaysWhatBecameOfIt() throws IOException, InterruptedException {
        Path folder = ServiceProcess.emptyFolder("command-line");
        Path good = RegisteredPatients.write(folder.resolve("good.csv"), "01JAN2024", 500, 5);
        Path bad = Files.writeString(folder.resolve("bad.csv"), "PUBLICATION,EXTRACT_DATE\nx,y\n");
        try (ServiceProcess service = ServiceProcess.start(folder)) {
            assertThat(load(service, good, 0))
                    .contains("Published as release 2024-01.1: 500 records, 0 rows rejected, 0 skipped.");
            assertThat(load(service, good, 0)).contains("Nothing to do: release 2024-01.1 is this very file.");
            assertThat(load(service, bad, 1)).contains("Not published. The file has no column \"TYPE\"");
            assertThat(load(service, folder.resolve("none.csv"), 1)).contains("There is no file");
        }
    }

    private static String load(ServiceProcess service, Path file, int exitCode)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ServiceProcess.java(),
                        "-jar",
                        ServiceProcess.jar().toString(),
                        "load",
                        "gp-registered-patients",
                        file.toString(),
                        "--server",
                        service.address(),
                        "--token",
                        ServiceProcess.TOKEN)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        return output;
    }

    private static void assertServes(ServiceProcess service, int records) {
        assertThat(service.get("/v1/datasets/gp-registered-patients/records?limit=1")
                        .getInt("page.total"))
                .isEqualTo(records);
    }

    private static void assertNoServerIsLeft(Path folder) {
        assertThat(serversOf(folder)).as("database servers left running").isEmpty();
    }

    private static List<String> serversOf(Path folder) {
        String data = folder.toAbsolutePath().toString();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.flatMap(process -> process.info().commandLine().stream())
                    .filter(line -> line.contains("postgres") && line.contains("-D") && line.contains(data))
                    .toList();
        }
    }
}
