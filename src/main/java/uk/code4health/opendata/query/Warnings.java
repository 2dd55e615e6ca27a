package uk.code4health.opendata.query;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.AsAt;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Nearest;

/** Says which condition left nothing, what was probably meant, and which answer may yet be another. */
@Singleton
class Warnings {

    private static final int ROWS_LOOKED_AT = 200_000;
    private static final int VALUES_COMPARED = 5_000;

    /** As many conditions of a question are looked at one by one, and as many of their values. */
    private static final int LOOKED_AT = 20;

    private final Rows rows;

    Warnings(Rows rows) {
        this.rows = rows;
    }

    /**
     * What a reader of an answer should know.
     *
     * @param records how many there are in all, if they were counted
     */
    List<Warning> about(Question question, @Nullable Long records) throws IOException {
        List<Warning> warnings = new ArrayList<>();
        if (question.askedOf().isUnsettled()) {
            warnings.add(new Warning(
                    AsAt.PARAMETER,
                    "This time is still to come, or has only just passed. The answer is what is live now; it will be"
                            + " another if something is published by then.",
                    null));
        }
        if (records != null && records == 0) {
            warnings.addAll(whyEmpty(question));
        }
        return warnings;
    }

    /** For a question that found nothing: values that no record has, and conditions that no record fulfils. */
    private List<Warning> whyEmpty(Question question) throws IOException {
        List<Warning> warnings = new ArrayList<>();
        Set<Criterion> explained = new HashSet<>();
        Map<Field, List<String>> existing = new HashMap<>();
        List<Criterion> parts = question.parts().stream().limit(LOOKED_AT).toList();
        for (Criterion part : parts) {
            List<Warning> missing = missing(question, part, existing);
            if (!missing.isEmpty()) {
                warnings.addAll(missing);
                explained.add(part);
            }
        }
        if (!parts.isEmpty() && question.edition().records() > 0) {
            warnings.addAll(emptied(question, parts, explained));
        }
        return warnings;
    }

    /** The values of text fields that the condition asks for and no record has. */
    private List<Warning> missing(Question question, Criterion criterion, Map<Field, List<String>> existing)
            throws IOException {
        List<Warning> warnings = new ArrayList<>();
        for (Filter asked : criterion.asked().limit(LOOKED_AT).toList()) {
            if (asked.field().type() == FieldType.STRING) {
                if (!existing.containsKey(asked.field())) {
                    existing.put(asked.field(), existing(question, asked.field()));
                }
                missing(question, asked, Objects.requireNonNull(existing.get(asked.field())))
                        .limit(LOOKED_AT - warnings.size())
                        .forEach(warnings::add);
            }
        }
        return warnings;
    }

    private static Stream<Warning> missing(Question question, Filter filter, List<String> existing) {
        return existing.size() == VALUES_COMPARED
                ? Stream.empty()
                : filter.values().stream()
                        .map(Object::toString)
                        .filter(asked -> !existing.contains(asked))
                        .map(asked -> missing(question, filter, asked, Nearest.to(asked, existing)));
    }

    private static Warning missing(Question question, Filter filter, String asked, Optional<String> nearest) {
        return new Warning(
                filter.parameter(),
                nobody(question) + " has " + filter.field() + " = '" + asked + "'."
                        + nearest.map(near -> " Did you mean '" + near + "'?").orElse(""),
                nearest.orElse(null));
    }

    /** The conditions that keep nothing even alone; if each keeps something and there are several, all of them. */
    private List<Warning> emptied(Question question, List<Criterion> parts, Set<Criterion> explained)
            throws IOException {
        List<Boolean> kept = kept(question, parts);
        List<Warning> warnings = new ArrayList<>();
        for (int at = 0; at < parts.size(); at++) {
            Criterion part = parts.get(at);
            if (!kept.get(at) && !explained.contains(part)) {
                warnings.add(new Warning(
                        part.parameter(),
                        nobody(question) + " fulfils this condition: " + part.sentence() + ".",
                        null));
            }
        }
        if (parts.size() > 1 && kept.indexOf(false) == parts.size()) {
            warnings.add(new Warning(
                    parts.stream().map(Criterion::parameter).distinct().collect(Collectors.joining(", ")),
                    "Some records fulfil each of these conditions, but " + lowered(nobody(question)) + " fulfils all: "
                            + parts.stream().map(Criterion::sentence).collect(Collectors.joining("; ")) + ".",
                    null));
        }
        return warnings;
    }

    private static String lowered(String beginning) {
        return beginning.substring(0, 1).toLowerCase(Locale.ROOT) + beginning.substring(1);
    }

    /** Whether each keeps any record; and, last, all together. */
    private List<Boolean> kept(Question question, List<Criterion> parts) throws IOException {
        return rows.few(
                question.dataset(),
                RecordsSql.kept(question.dataset(), question.edition(), parts, ROWS_LOOKED_AT),
                found -> {
                    found.next();
                    List<Boolean> kept = new ArrayList<>();
                    for (int at = 1; at <= parts.size() + 1; at++) {
                        kept.add(found.getBoolean(at)); // null, where no record has the values, reads as false
                    }
                    return kept;
                });
    }

    /** Of a large edition not all records are looked at for the sake of a warning. */
    private static String nobody(Question question) {
        return question.edition().records() > ROWS_LOOKED_AT
                ? "None of the first " + ROWS_LOOKED_AT + " records"
                : "No record";
    }

    private List<String> existing(Question question, Field field) throws IOException {
        return rows.few(
                question.dataset(),
                RecordsSql.someValues(question.dataset(), question.edition(), field, ROWS_LOOKED_AT, VALUES_COMPARED),
                found -> {
                    List<String> values = new ArrayList<>();
                    while (found.next()) {
                        values.add(found.getString(1));
                    }
                    return values;
                });
    }
}
