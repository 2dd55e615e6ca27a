package uk.code4health.opendata.dataset;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value of a field must fulfil beyond its type, as Table Schema v2 has it. */
public record Constraints(
        boolean required,
        Optional<Integer> minLength,
        Optional<Integer> maxLength,
        Optional<Comparable<Object>> minimum,
        Optional<Comparable<Object>> maximum,
        Optional<Pattern> pattern,
        List<String> oneOf) {

    public static final Constraints NONE = new Constraints(
            false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Constraints {
        oneOf = List.copyOf(oneOf);
    }

    /**
     * Lets a value pass that fulfils all.
     *
     * @throws UnreadableCell naming the constraint that the value breaks
     */
    void check(String text, Object value) {
        if (minLength.isPresent() && text.length() < minLength.get()) {
            throw new UnreadableCell("is shorter than " + minLength.get() + " characters");
        }
        if (maxLength.isPresent() && text.length() > maxLength.get()) {
            throw new UnreadableCell("is longer than " + maxLength.get() + " characters");
        }
        if (minimum.isPresent() && minimum.get().compareTo(value) > 0) {
            throw new UnreadableCell("is less than the minimum, " + minimum.get());
        }
        if (maximum.isPresent() && maximum.get().compareTo(value) < 0) {
            throw new UnreadableCell("is more than the maximum, " + maximum.get());
        }
        if (pattern.isPresent() && !pattern.get().matcher(text).matches()) {
            throw new UnreadableCell("does not match the pattern " + pattern.get());
        }
        if (!oneOf.isEmpty() && !oneOf.contains(text)) {
            throw new UnreadableCell("is not one of the " + oneOf.size() + " values this field may have");
        }
    }
}
