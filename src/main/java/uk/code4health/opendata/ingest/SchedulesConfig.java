package uk.code4health.opendata.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether the service looks for new files by itself. */
@ConfigMapping(prefix = "opendata.schedules")
interface SchedulesConfig {

    /** Whether files are fetched when their manifests' schedules say so. */
    @WithDefault("true")
    boolean enabled();
}
