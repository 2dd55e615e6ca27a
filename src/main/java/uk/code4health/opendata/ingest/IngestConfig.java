package uk.code4health.opendata.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;

/** Where datasets come from. */
@ConfigMapping(prefix = "opendata")
interface IngestConfig {

    /** The folder whose {@code *}{@code /datapackage.json} are registered at every start. */
    @WithDefault("datasets")
    @WithName("datasets")
    Path datasetsFolder();

    /** Whether a dataset without a release begins with the sample beside its manifest. */
    @WithDefault("true")
    boolean samples();

    /** How long the first start waits for the samples before it says that it is ready all the same. */
    @WithDefault("PT2M")
    Duration longestSampleLoad();

    /** How often a node says that it lives; when it has not for four times as long, others take over its loads. */
    @WithDefault("PT2S")
    Duration heartbeat();
}
