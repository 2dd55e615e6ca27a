package uk.code4health.opendata.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How records are written. */
enum Format {
    JSON("application/json"),
    CSV("text/csv;charset=utf-8;header=present");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Format::label).toList();
    }
}
