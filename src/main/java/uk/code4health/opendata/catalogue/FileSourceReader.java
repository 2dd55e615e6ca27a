package uk.code4health.opendata.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.Optional;
import uk.code4health.opendata.dataset.FileSource;

/** Reads from a manifest where its file is found, and when to look. */
final class FileSourceReader {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private FileSourceReader() {}

    static FileSource read(JsonNode root) {
        return new FileSource(
                address(root.at("/resources/0/path").asText()),
                schedule(root.at("/publication/schedule").asText()));
    }

    /** Empty for a pattern such as {@code …/{yyyy}/…}, and for a file of the package. */
    private static Optional<URI> address(String path) {
        if (!path.matches("(?i)https?://[^{}]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(path));
        } catch (URISyntaxException malformed) {
            throw new InvalidManifest("/resources/0/path", "an address; " + malformed.getMessage());
        }
    }

    private static Optional<String> schedule(String cron) {
        if (cron.isEmpty()) {
            return Optional.empty();
        }
        try {
            new CronSchedule(cron, LONDON, CronStyle.QUARTZ);
            return Optional.of(cron);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidManifest(
                    "/publication/schedule",
                    "a Quartz cron expression such as \"0 30 9 ? * THU\"; " + malformed.getMessage());
        }
    }
}
