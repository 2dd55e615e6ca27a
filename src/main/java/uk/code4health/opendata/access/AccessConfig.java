package uk.code4health.opendata.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may do what, before there are accounts. */
@ConfigMapping(prefix = "opendata")
interface AccessConfig {

    /**
     * The bearer token that may publish. Where none is configured, one is made at the first start and logged that once;
     * only its digest is kept.
     */
    Optional<String> bootstrapToken();
}
