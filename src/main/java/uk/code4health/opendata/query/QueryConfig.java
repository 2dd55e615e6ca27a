package uk.code4health.opendata.query;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How questions are answered. */
@ConfigMapping(prefix = "opendata.questions")
interface QueryConfig {

    /** How much memory answers are kept in, to be given again; an eighth of the heap at most. */
    @WithDefault("64M")
    MemorySize keptAnswers();
}
