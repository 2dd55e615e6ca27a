package uk.code4health.opendata.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the number of all matching records is to be found, or was. */
enum TotalKind {
    EXACT,
    ESTIMATE,
    NONE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(TotalKind::label).toList();
    }
}
