package uk.code4health.opendata.contract.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a client in a ZIP. Its bytes depend on theirs alone. */
final class ClientArchive {

    /** The first moment that a ZIP can hold. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** What the generator leaves for its own next run. */
    private static final String OF_GENERATOR = ".openapi-generator-ignore";

    private ClientArchive() {}

    /**
     * Packs a folder.
     *
     * @param root what the folder is called in the ZIP
     */
    static byte[] of(Path folder, String root) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files(folder)) {
                ZipEntry entry = new ZipEntry(root + "/" + path(folder, file));
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
            }
        }
        return bytes.toByteArray();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(OF_GENERATOR))
                    .sorted()
                    .toList();
        }
    }

    private static String path(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
