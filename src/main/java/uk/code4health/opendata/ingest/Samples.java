package uk.code4health.opendata.ingest;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.Publisher;
import uk.code4health.opendata.catalogue.Registrar;
import uk.code4health.opendata.dataset.DatasetId;

/** Gives a dataset that has no release yet the invented figures that stand beside its manifest. */
@Singleton
class Samples {

    /** The rest of the name is the publisher's, as some of their files say only there what period they are for. */
    private static final String SAMPLE = "sample*";

    private final Catalogue catalogue;
    private final Publisher publisher;
    private final Loads loads;
    private final Jobs jobs;

    Samples(Catalogue catalogue, Publisher publisher, Loads loads, Jobs jobs) {
        this.catalogue = catalogue;
        this.publisher = publisher;
        this.loads = loads;
        this.jobs = jobs;
    }

    /** Starts the load of a sample, if the dataset has one and needs it: it has no release, or one of an older sample. */
    Optional<UUID> loadIfNeeded(Registrar.Registered registered) {
        DatasetId dataset = registered.dataset().id();
        try {
            Optional<Path> sample = beside(registered.manifest());
            if (sample.isEmpty() || isOnItsWay(dataset) || hasReal(dataset) || isLive(dataset, sample.get())) {
                return Optional.empty();
            }
            try (InputStream file = Files.newInputStream(sample.get())) {
                return Optional.of(
                        loads.receive(dataset, true, sample.get().getFileName().toString(), file).id);
            }
        } catch (IOException unreadable) {
            Log.errorf(unreadable, "The sample of %s cannot be read", dataset);
            return Optional.empty();
        }
    }

    private static Optional<Path> beside(Path manifest) throws IOException {
        try (DirectoryStream<Path> samples =
                Files.newDirectoryStream(manifest.toAbsolutePath().getParent(), SAMPLE)) {
            return StreamSupport.stream(samples.spliterator(), false).sorted().findFirst();
        }
    }

    /** An earlier run of the service took it in and did not come to load it. */
    private boolean isOnItsWay(DatasetId dataset) {
        return jobs.open().stream().anyMatch(job -> job.sample && job.dataset.equals(dataset.value()));
    }

    private boolean hasReal(DatasetId dataset) {
        return catalogue
                .require(dataset.value())
                .edition()
                .filter(edition -> !edition.sample())
                .isPresent();
    }

    private boolean isLive(DatasetId dataset, Path sample) throws IOException {
        Optional<Edition> edition = catalogue.require(dataset.value()).edition();
        try (InputStream file = Files.newInputStream(sample)) {
            return edition.isPresent()
                    && !publisher.liveFrom(dataset, DigestUtils.sha256Hex(file)).isEmpty();
        }
    }
}
