package uk.code4health.opendata.platform;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The database that the service brings along. Read by {@code Main} before there is a configuration. */
@Unremovable // nobody injects it; it is what a setting of this name is checked against
@ConfigMapping(prefix = "opendata.database")
interface DatabaseConfig {

    /** Where it keeps its data between runs. A second service on the machine takes the folder beside it. */
    @WithDefault(".opendata/postgres")
    Path folder();
}
