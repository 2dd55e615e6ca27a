package uk.code4health.opendata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that are run to their end, and must end well. */
final class Command {

    private static final int LONGEST_MINUTES = 30;

    private Command() {}

    /** What a program writes. */
    static String output(List<String> command) {
        try {
            Path output = Files.createTempFile("command", ".log");
            try {
                await(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()), output);
                return Files.readString(output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How long a program takes whose output nobody keeps. */
    static double seconds(List<String> command) {
        try {
            Path errors = Files.createTempFile("command", ".log");
            try {
                long before = System.nanoTime();
                await(
                        new ProcessBuilder(command)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(errors.toFile()),
                        errors);
                return (System.nanoTime() - before) / 1e9;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void await(ProcessBuilder command, Path messages) throws IOException {
        Process process = command.start();
        try {
            boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
            String described = String.join(" ", command.command()) + "\n" + Files.readString(messages);
            assertThat(ended).as(described).isTrue();
            assertThat(process.exitValue()).as(described).isZero();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            process.destroyForcibly();
        }
    }
}
