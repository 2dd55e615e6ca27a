package uk.code4health.opendata.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a cell is not simply a value. The lower-case names are public contract; the words follow the GSS guidance on
 * symbols in tables (analysisfunction.civilservice.gov.uk).
 */
public enum CellStatus {
    SUPPRESSED,
    NOT_AVAILABLE,
    NOT_APPLICABLE,
    LOW,
    ROUNDED,
    ESTIMATED,
    PROVISIONAL,
    REVISED,
    BREAK_IN_SERIES;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name used in manifests, answers and filters. */
    public String label() {
        return label;
    }

    public static Optional<CellStatus> of(String label) {
        return Arrays.stream(values())
                .filter(status -> status.label.equals(label))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(CellStatus::label).toList();
    }
}
