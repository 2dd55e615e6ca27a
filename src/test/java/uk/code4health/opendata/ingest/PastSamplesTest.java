package uk.code4health.opendata.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.ServiceTest;
import uk.code4health.opendata.dataset.DatasetId;

/** Invented figures that were live are part of the past, and never taken for true ones. */
@QuarkusTest
class PastSamplesTest extends ServiceTest {

    private static final Path SAMPLE = Path.of("datasets", "nhs-trusts", "sample.csv");
    private static final String RECORDS = "/v1/datasets/began-with-a-sample/records";

    @Inject
    Loads loads;

    @Test
    void whatWasASampleIsOneForEver() throws IOException {
        registerLike("nhs-trusts", "began-with-a-sample");
        try (InputStream sample = Files.newInputStream(SAMPLE)) {
            loads.receive(new DatasetId("began-with-a-sample"), true, "sample.csv", sample);
        }
        String sampled = published("true");
        String sheet = Files.readString(SAMPLE);
        load("began-with-a-sample", "etr.csv", sheet.substring(0, sheet.lastIndexOf('\n', sheet.length() - 2) + 1));
        String live = published("false");

        JsonPath then = get(RECORDS + "?as_at=" + sampled + "&limit=1000");
        assertThat(then.getBoolean("edition.sample")).isTrue();
        assertThat(then.getString("edition.published_at")).isEqualTo(sampled);
        JsonPath now = get(RECORDS + "?as_at=" + live + "&limit=1000");
        assertThat(now.getBoolean("edition.sample")).isFalse();
        assertThat(now.getList("data")).hasSize(then.getList("data").size() - 1);
    }

    /** When what is live was published, once it is a sample or is none. */
    private static String published(String sample) {
        Instant latest = Instant.now().plusSeconds(60);
        while (!sample.equals(get(RECORDS).getString("edition.sample"))
                || get(RECORDS).getInt("page.total") == 0) {
            assertThat(Instant.now()).as("published in time").isBefore(latest);
            pause();
        }
        return get(RECORDS).getString("edition.published_at");
    }
}
