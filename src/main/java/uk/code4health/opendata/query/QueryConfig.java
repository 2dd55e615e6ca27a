package uk.code4health.opendata.query;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How questions are answered. */
@ConfigMapping(prefix = "opendata.questions")
interface QueryConfig {

    /** How much memory answers are kept in, to be given again; an eighth of the heap at most. */
    @WithDefault("64M")
    MemorySize keptAnswers();

    /** How many light questions are answered at a time. With the heavy ones, as many as there are connections. */
    @WithDefault("8")
    int atATime();

    /** From where on a question is heavy, in PostgreSQL's units of cost: reading about a million records in order. */
    @WithDefault("20000")
    double heavyCost();

    /** How many heavy questions are answered at a time. */
    @WithDefault("4")
    int heavyAtATime();

    /** How long a heavy question waits for its turn. */
    @WithDefault("PT30S")
    Duration longestWait();

    /** A question that would cost more is not begun. */
    @WithDefault("20000000")
    double highestCost();

    /** Whether the service refuses to start where questions are not answered by a role that may only read. */
    @WithDefault("false")
    boolean requireReader();
}
