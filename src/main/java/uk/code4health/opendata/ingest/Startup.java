package uk.code4health.opendata.ingest;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.InvalidManifest;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.catalogue.Registrar;

/** Registers the datasets of the configured folder, loads their samples, and only then says that the service is ready. */
@Readiness
@Singleton
class Startup implements HealthCheck {

    private static final long POLL_MILLIS = 100;

    private final IngestConfig config;
    private final Registrar registrar;
    private final Samples samples;
    private final Loads loads;
    private final Jobs jobs;
    private final Catalogue catalogue;
    private final Clock clock;
    private final CompletableFuture<HttpServerOptions> address = new CompletableFuture<>();
    private volatile boolean ready;

    Startup(
            IngestConfig config,
            Registrar registrar,
            Samples samples,
            Loads loads,
            Jobs jobs,
            Catalogue catalogue,
            Clock clock) {
        this.config = config;
        this.registrar = registrar;
        this.samples = samples;
        this.loads = loads;
        this.jobs = jobs;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    void listening(@ObservesAsync HttpServerStart event) {
        address.complete(event.options());
    }

    void start(@Observes StartupEvent event) {
        List<Registrar.Registered> registered = new ArrayList<>();
        for (Path manifest : Registrar.manifestsIn(config.datasetsFolder())) {
            register(manifest).ifPresent(registered::add);
        }
        loads.start();
        List<UUID> loading = config.samples()
                ? registered.stream()
                        .map(samples::loadIfNeeded)
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
        Thread waiting = new Thread(() -> awaitAndSayReady(loading), "startup");
        waiting.setDaemon(true);
        waiting.start();
    }

    /** A manifest that cannot be registered is no reason not to serve the others. */
    private Optional<Registrar.Registered> register(Path manifest) {
        try {
            String folder = manifest.getName(manifest.getNameCount() - 2).toString();
            return Optional.of(
                    new Registrar.Registered(manifest, registrar.register(Files.readString(manifest), folder)));
        } catch (InvalidManifest invalid) {
            invalid.faults()
                    .forEach(fault -> Log.errorf(
                            "%s is not registered. At %s: expected %s",
                            manifest, fault.pointer().isEmpty() ? "/" : fault.pointer(), fault.expected()));
        } catch (IOException unreadable) {
            Log.errorf("%s cannot be read: %s", manifest, unreadable.getMessage());
        }
        return Optional.empty();
    }

    private void awaitAndSayReady(List<UUID> loading) {
        try {
            Instant latest = clock.instant().plus(config.longestSampleLoad());
            while (!loading.stream().allMatch(this::isOver) && clock.instant().isBefore(latest)) {
                Thread.sleep(POLL_MILLIS);
            }
            ready = true;
            HttpServerOptions listening = address.get(config.longestSampleLoad().toSeconds(), TimeUnit.SECONDS);
            List<LiveDataset> all = catalogue.all();
            Log.infof(
                    "Ready at http://%s:%d: %d datasets, %d records, %.1f seconds",
                    listening.getHost().equals("0.0.0.0") ? "localhost" : listening.getHost(),
                    actualPort(),
                    all.size(),
                    all.stream().mapToLong(LiveDataset::records).sum(),
                    (clock.millis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1_000.0);
        } catch (InterruptedException | TimeoutException | ExecutionException stopping) {
            Log.debug("Stopped before it was ready", stopping);
        }
    }

    /** Where any free port was asked for, Quarkus puts the one it found into the configuration. */
    private static int actualPort() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    private boolean isOver(UUID job) {
        return jobs.job(job).map(each -> each.state.isOver()).orElse(true);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalogue").status(ready).build();
    }
}
