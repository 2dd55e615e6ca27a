package uk.code4health.opendata.ingest.fetch;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.platform.ProblemException;

/**
 * Fetches files over HTTP, with patience: what fails by chance is tried again, what was cut is gone on with.
 *
 * <p>The client follows no redirects, keeps no cookies, unpacks nothing and repeats nothing by itself; all of it is
 * decided in {@link Download}.
 */
@Singleton
public class Fetcher {

    private static final String NAME = "Code4Health-Open-Data/0.1 (+https://github.com/code4health/opendata)";

    private final FetchConfig config;
    private final SourceGuard guard;
    private final Clock clock;
    private final CloseableHttpClient client;

    Fetcher(FetchConfig config, SourceGuard guard, GuardedResolver resolver, Clock clock) {
        this.config = config;
        this.guard = guard;
        this.clock = clock;
        Timeout connect = Timeout.of(config.connectTimeout());
        Timeout read = Timeout.of(config.readTimeout());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(read)
                                .build())
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setHandshakeTimeout(connect).build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(read).build())
                .setUserAgent(NAME)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * Fetches a file, as it is, to a file of ours.
     *
     * @param known by what an earlier copy can be told from a newer one, if that copy will do
     * @param to an empty file
     * @return empty if the earlier copy is still what there is
     * @throws ProblemException if nothing is fetched from there, or nothing comes from there
     */
    public Optional<Fetched> fetch(URI source, @Nullable Validators known, Path to, Watcher watcher)
            throws IOException {
        try (Download download = new Download(new Exchange(client, guard, clock), config, clock, to, watcher)) {
            return download.fetch(source, known);
        }
    }

    @PreDestroy
    void close() throws IOException {
        client.close();
    }
}
