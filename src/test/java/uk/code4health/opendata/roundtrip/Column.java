package uk.code4health.opendata.roundtrip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import uk.code4health.opendata.governance.PersonalData;

/**
 * A field, and the texts that its publisher writes where there is no value.
 *
 * @param title the header of its column
 * @param missing the texts that mean nothing, each with its status or null
 */
record Column(String name, String title, Form form, Map<String, String> missing) {

    private static final List<String> MARKERS =
            List.of("*", "-", "..", "[c]", "NULL", "n/a", ":", "-99", "—", "Not, known", "\"");
    private static final List<String> STATUSES = List.of("suppressed", "not_available", "not_applicable", "low");

    static Arbitrary<Column> of(String name, String title, Medium medium) {
        return Combinators.combine(Forms.any(medium).filter(medium::canHold), markers(medium))
                .as((form, markers) -> new Column(name, title, form, markers));
    }

    /** Often the empty cell, with or without a status, and some signs. */
    private static Arbitrary<Map<String, String>> markers(Medium medium) {
        Arbitrary<String> statuses = Arbitraries.of(STATUSES).injectNull(0.4);
        Arbitrary<Map<String, String>> signs = Arbitraries.maps(
                        Arbitraries.of(MARKERS).filter(medium::canWrite), statuses)
                .ofMaxSize(3);
        return Combinators.combine(
                        signs,
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(STATUSES).injectNull(0.8))
                .as((some, blank, status) -> {
                    Map<String, String> markers = new LinkedHashMap<>(some);
                    if (blank) {
                        markers.put("", status);
                    }
                    return markers;
                });
    }

    boolean hasStatus() {
        return missing.values().stream().anyMatch(Objects::nonNull);
    }

    String status() {
        return name + "_status";
    }

    /** Cells with a value, and in every fifth or so none. */
    Arbitrary<Written> cells(Medium medium) {
        List<Tuple.Tuple2<Integer, Arbitrary<Written>>> kinds = new ArrayList<>();
        kinds.add(Tuple.of(
                8,
                form.values()
                        .filter(cell -> !missing.containsKey(cell.text())
                                && medium.canWrite(cell.text())
                                && !looksPersonal(cell))));
        if (!missing.isEmpty()) {
            kinds.add(Tuple.of(
                    2,
                    Arbitraries.of(List.copyOf(missing.keySet()))
                            .map(text -> new Written(text, null, missing.get(text)))));
        }
        if (form.isText() && !missing.containsKey("")) {
            kinds.add(Tuple.of(1, Arbitraries.just(Written.of("", ""))));
        }
        return Arbitraries.frequencyOf(kinds);
    }

    /** Written in another way, or as a number of a workbook, ten digits may be an NHS number. */
    private static boolean looksPersonal(Written cell) {
        return !PersonalData.in(cell.text()).isEmpty()
                || !PersonalData.in(String.valueOf(cell.value())).isEmpty();
    }

    Map<String, Object> declared() {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", name);
        field.put("title", title);
        field.put("description", "Some values.");
        field.putAll(form.declared());
        field.put(
                "missingValues",
                missing.entrySet().stream().map(Column::declared).toList());
        return field;
    }

    /** White space round a marker matters as little as round a cell. */
    private static Object declared(Map.Entry<String, String> marker) {
        String text = marker.getKey().equals(":") ? " : " : marker.getKey();
        return marker.getValue() == null ? text : Map.of("value", text, "label", marker.getValue());
    }
}
