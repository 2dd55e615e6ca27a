package uk.code4health.opendata.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** A manifest that cannot be registered, with everything that is wrong with it. */
public final class InvalidManifest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One fault of a manifest.
     *
     * @param pointer the place, as a JSON Pointer (RFC 6901)
     * @param expected what should stand there
     */
    public record Fault(String pointer, String expected) {}

    private final transient List<Fault> faults;

    public InvalidManifest(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> (fault.pointer().isEmpty() ? "/" : fault.pointer()) + ": " + fault.expected())
                .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    InvalidManifest(String pointer, String expected) {
        this(List.of(new Fault(pointer, expected)));
    }

    public List<Fault> faults() {
        return faults;
    }
}
