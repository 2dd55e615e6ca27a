package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files as the NHS publishes them, which are not part of the project; where they are required, tests fail without them. */
public final class PublishedFiles {

    private static final Path FOLDER = Path.of("..", "shared", "data");

    private PublishedFiles() {}

    /** A file of the folder; without the folder the test is skipped, unless {@code OPENDATA_REQUIRE_ALL_TESTS} is set. */
    public static Path file(String path) {
        Path file = FOLDER.resolve(path);
        requireOrSkip(Files.isReadable(file), "the published file " + file);
        return file;
    }

    /** Fails where all tests are required, skips elsewhere. */
    public static void requireOrSkip(boolean there, String what) {
        if ("true".equals(System.getenv("OPENDATA_REQUIRE_ALL_TESTS"))) {
            assertThat(there).as(what + " is required").isTrue();
        } else {
            assumeTrue(there, what + " is not there");
        }
    }
}
