package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A line may be as long as a disk is large: it is given up soon, and never held. */
class LongLineIT {

    private static final String BEGINNING =
            "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n";
    private static final long TWO_GIGABYTES = 1L << 31;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aPlainFileThatIsALineOfTwoGigabytesIsTakenAndRefusedInAQuarterGigabyteOfHeap()
            throws IOException, InterruptedException {
        Path folder = ServiceProcess.emptyFolder("long-line");
        Path file = folder.resolve("line.csv");
        try (RandomAccessFile line = new RandomAccessFile(file.toFile(), "rw")) {
            line.write(BEGINNING.getBytes(StandardCharsets.UTF_8));
            line.setLength(TWO_GIGABYTES); // of zeros, which take no room
        }
        try (ServiceProcess service = ServiceProcess.start(folder, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError")) {
            JsonPath before = service.get("/v1/datasets/gp-registered-patients/records?limit=1");
            JsonPath job = service.awaitEnd(uploaded(service, file));
            assertThat(job.getString("state")).as(job.prettify()).isEqualTo("failed");
            assertThat(job.getString("problem.detail"))
                    .isEqualTo(
                            "It is not well-formed CSV. The row that begins at line 2 has a cell of more than 4 million"
                                    + " characters. A quotation mark that is opened and not closed is the usual cause.");
            JsonPath after = service.get("/v1/datasets/gp-registered-patients/records?limit=1");
            assertThat(after.<Object>get("data")).isEqualTo(before.<Object>get("data"));
            assertThat(after.getInt("page.total")).isEqualTo(before.getInt("page.total"));
        } finally {
            Files.delete(file);
        }
    }

    /** REST Assured would take the file into memory whole. */
    private static String uploaded(ServiceProcess service, Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(service.address() + "/v1/publishing/datasets/gp-registered-patients/releases"))
                .header("Authorization", "Bearer " + ServiceProcess.TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(
                                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"line.csv\"\r\n\r\n"),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--x--\r\n")))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
