package uk.code4health.opendata.platform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as HTTP headers write them (RFC 9110, 5.6.7). */
public final class HttpDate {

    private HttpDate() {}

    public static String of(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
