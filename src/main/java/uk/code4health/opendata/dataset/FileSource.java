package uk.code4health.opendata.dataset;

import java.net.URI;
import java.util.Optional;

/**
 * Where the publisher's file is found, and when to look.
 *
 * @param address empty where the publisher gives every file an address of its own, which nobody can tell in advance
 * @param schedule a Quartz cron expression, with seconds, in the time of London
 */
public record FileSource(Optional<URI> address, Optional<String> schedule) {

    /** A source that must be asked by hand. */
    public static final FileSource UNKNOWN = new FileSource(Optional.empty(), Optional.empty());
}
