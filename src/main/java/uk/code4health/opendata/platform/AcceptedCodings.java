package uk.code4health.opendata.platform;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Accept-Encoding says (RFC 9110, 12.5.3): how much each coding is liked, from 0, not at all, to 1. What is not
 * well-formed says nothing.
 */
record AcceptedCodings(Map<String, Double> weights) {

    private static final Pattern CODING =
            Pattern.compile("(?<name>[^\\s;]+)(?:\\s*;\\s*q=(?<weight>0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?))?");

    private static final String ANY_OTHER = "*";

    AcceptedCodings {
        weights = Map.copyOf(weights);
    }

    static AcceptedCodings of(List<String> headers) {
        Map<String, Double> weights = new HashMap<>();
        headers.stream()
                .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(coding -> CODING.matcher(coding.strip()))
                .filter(Matcher::matches)
                .forEach(coding -> weights.merge(name(coding), weight(coding), Math::max));
        return new AcceptedCodings(weights);
    }

    /** What is sent as it is suits everybody, if nothing else does: it is better than no answer. */
    ContentCoding best() {
        return Arrays.stream(ContentCoding.values())
                .filter(coding -> weight(coding) > 0)
                .max(Comparator.comparingDouble(this::weight)) // the first of several
                .orElse(ContentCoding.IDENTITY);
    }

    private double weight(ContentCoding coding) {
        return weights.getOrDefault(coding.toString(), weights.getOrDefault(ANY_OTHER, 0.0));
    }

    private static String name(Matcher coding) {
        String name = coding.group("name");
        return name.equals("x-gzip") ? ContentCoding.GZIP.toString() : name; // the same, by the standard
    }

    private static double weight(Matcher coding) {
        return coding.group("weight") == null ? 1 : Double.parseDouble(coding.group("weight"));
    }
}
