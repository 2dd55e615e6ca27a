package uk.code4health.opendata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The datasets that come with the service. */
public final class Bundled {

    private Bundled() {}

    public static List<String> datasets() {
        try (Stream<Path> folders = Files.list(Path.of("datasets"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("datapackage.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
