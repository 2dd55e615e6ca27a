package uk.code4health.opendata.ingest.file;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipException;

/** What a failure to unpack means: a damaged container is the file's fault, anything else is not. */
public final class Damage {

    private Damage() {}

    /** What is wrong with the file, if it is the file. */
    public static Optional<FileUnreadable> of(IOException failure) {
        if (failure instanceof EOFException) {
            return Optional.of(
                    new FileUnreadable("The compressed file ends before its end: it was cut short.", failure));
        }
        if (failure instanceof ZipException) {
            String message = String.valueOf(failure.getMessage());
            return Optional.of(new FileUnreadable(
                    message.contains("encrypted")
                            ? "It is a ZIP that is protected by a password. Unpack it and send what is in it."
                            : "The compressed file is damaged: " + message + ".",
                    failure));
        }
        return Optional.empty();
    }
}
