package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that are run to their end, and must end well. */
public final class Programs {

    private static final int LONGEST_MINUTES = 5;

    private Programs() {}

    /** Whether the machine has a program of this name. */
    public static boolean has(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", "command -v " + program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** What a program writes that ends well. */
    public static String output(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "program", ".output");
        Process process = start(folder, output, command);
        String printed = Files.readString(output);
        assertThat(process.exitValue())
                .as(String.join(" ", command) + "\n" + printed)
                .isZero();
        return printed;
    }

    /** What a program writes, however it ends. */
    public static String outputOfAny(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "program", ".output");
        start(folder, output, command);
        return Files.readString(output);
    }

    private static Process start(Path folder, Path output, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("an end of " + String.join(" ", command))
                    .isTrue();
            return process;
        } finally {
            process.destroyForcibly();
        }
    }
}
