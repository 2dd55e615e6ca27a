package uk.code4health.opendata.ingest.fetch;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How files are fetched from their publishers, and from where they may be. */
@ConfigMapping(prefix = "opendata.fetch")
public interface FetchConfig {

    /** The largest file; as large as the largest upload, unless it is said otherwise. */
    @WithDefault("${quarkus.http.limits.max-body-size}")
    MemorySize largestBytes();

    /** Hosts that may be asked wherever they are, on any port: a mirror within the organisation. */
    Optional<Set<String>> allowedHosts();

    /** Networks, such as {@code 10.20.0.0/16}, whose addresses may be asked although they are not public. */
    Optional<List<Network>> allowedNetworks();

    /** Ports that may be asked. */
    @WithDefault("80,443")
    Set<Integer> allowedPorts();

    /** How long a connection may take to be made. */
    @WithDefault("PT10S")
    Duration connectTimeout();

    /** How long the source may be silent. */
    @WithDefault("PT1M")
    Duration readTimeout();

    /** How long it may take altogether, pauses included: a source that sends a byte a minute holds nobody up for ever. */
    @WithDefault("PT2H")
    Duration longest();

    /** How often it is tried before the source counts as unavailable; a try that got farther than all before begins anew. */
    @WithDefault("6")
    int tries();

    /** The pause before the second try; each one after it is twice as long, give or take. */
    @WithDefault("PT1S")
    Duration firstPause();

    /** No pause is longer; a source that asks for a longer one is unavailable. */
    @WithDefault("PT5M")
    Duration longestPause();
}
