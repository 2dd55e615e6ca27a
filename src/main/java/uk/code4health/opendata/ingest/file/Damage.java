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
            return Optional.of(cutShort(failure));
        }
        if (failure instanceof ZipException) {
            String message = String.valueOf(failure.getMessage());
            if (message.contains("END header not found")) { // the table of contents of a ZIP is its end
                return Optional.of(cutShort(failure));
            }
            return Optional.of(new FileUnreadable(
                    message.contains("encrypted")
                            ? "It is a ZIP that is protected by a password. Unpack it and send what is in it."
                            : "The compressed file is damaged (" + message + "). Fetch it again.",
                    failure));
        }
        return Optional.empty();
    }

    private static FileUnreadable cutShort(IOException failure) {
        return new FileUnreadable(
                "The compressed file is incomplete: it was cut short, as when a download stops. Fetch it again.",
                failure);
    }
}
