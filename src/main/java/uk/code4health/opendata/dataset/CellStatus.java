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
    SUPPRESSED("hidden by the publisher, as it could tell of a person"),
    NOT_AVAILABLE("not collected, not known or not published"),
    NOT_APPLICABLE("cannot have a value"),
    LOW("not zero, but too small to be shown"),
    ROUNDED("rounded"),
    ESTIMATED("an estimate"),
    PROVISIONAL("may still change"),
    REVISED("changed since it was first published"),
    BREAK_IN_SERIES("not comparable with what was published before");

    private final String label = name().toLowerCase(Locale.ROOT);
    private final String meaning;

    CellStatus(String meaning) {
        this.meaning = meaning;
    }

    /** The name used in manifests, answers and filters. */
    public String label() {
        return label;
    }

    /** What it says of a cell, for people. */
    public String meaning() {
        return meaning;
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
