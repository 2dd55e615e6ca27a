package uk.code4health.opendata.catalogue;

import io.quarkus.logging.Log;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import uk.code4health.opendata.dataset.Dataset;

/** Registers datasets from their manifests. */
@Singleton
public class Registrar {

    private static final String MANIFEST = "datapackage.json";

    private final ManifestReader manifests;
    private final RecordsTables tables;
    private final Datasets datasets;
    private final Releases releases;
    private final Clock clock;
    private final Event<Changed> changed;

    Registrar(
            ManifestReader manifests,
            RecordsTables tables,
            Datasets datasets,
            Releases releases,
            Clock clock,
            Event<Changed> changed) {
        this.manifests = manifests;
        this.tables = tables;
        this.datasets = datasets;
        this.releases = releases;
        this.clock = clock;
        this.changed = changed;
    }

    /** A manifest of the folder, with the dataset it declares. */
    public record Registered(Path manifest, Dataset dataset) {}

    /** The manifests {@code *}{@code /datapackage.json} of a folder, in the order of their names. */
    public static List<Path> manifestsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            Log.warnf("No folder of datasets at %s: nothing is registered from it", folder.toAbsolutePath());
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.resolve(MANIFEST))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Registers a dataset, or changes how it is registered. The same manifest again changes nothing.
     *
     * @param folder the name of the folder the manifest stands in, or the id it is registered by; must be the dataset's id
     * @throws InvalidManifest saying what is wrong and where
     */
    @Transactional
    public Dataset register(String manifest, String folder) {
        Dataset dataset = manifests.read(manifest);
        if (!dataset.id().value().equals(folder)) {
            throw new InvalidManifest("/name", "\"" + folder + "\", the name of its folder or the id in the address");
        }
        String sha256 = DigestUtils.sha256Hex(manifest);
        tables.oneAtATime();
        DatasetEntity known = datasets.findById(folder);
        if (known == null) {
            tables.fit(dataset);
            datasets.persist(new DatasetEntity(folder, manifest, sha256, clock.instant()));
        } else if (!known.manifestSha256.equals(sha256)) {
            requireSameIdentity(manifests.read(known.manifest), dataset);
            tables.fit(dataset);
            known.change(manifest, sha256, clock.instant());
        }
        changed.fire(new Changed(dataset.id()));
        return dataset;
    }

    /** What names a record and what a release replaces cannot change under releases that are published. */
    private void requireSameIdentity(Dataset before, Dataset now) {
        if (!releases.hasReal(before.id())) {
            return;
        }
        if (!now.schema().primaryKey().equals(before.schema().primaryKey())) {
            throw new InvalidManifest(
                    "/resources/0/schema/primaryKey", unchanged(before.schema().primaryKey()));
        }
        if (now.publication().mode() != before.publication().mode()
                || !now.publication().sliceBy().equals(before.publication().sliceBy())) {
            throw new InvalidManifest(
                    "/publication/slice_by", unchanged(before.publication().sliceBy()));
        }
    }

    private static String unchanged(List<String> fields) {
        return "what it was, " + fields + ": releases are published by it. A dataset that is keyed or sliced otherwise"
                + " needs a new name";
    }
}
