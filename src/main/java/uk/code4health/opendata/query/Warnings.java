package uk.code4health.opendata.query;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.AsAt;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Nearest;

/** Says which condition left nothing, what was probably meant, and which answer may yet be another. */
@Singleton
class Warnings {

    private static final int ROWS_LOOKED_AT = 200_000;
    private static final int VALUES_COMPARED = 5_000;

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

    /** For a question that found nothing: each value of a text field that no record has. */
    private List<Warning> whyEmpty(Question question) throws IOException {
        List<Warning> warnings = new ArrayList<>();
        for (Filter filter : question.filters()) {
            boolean asksForValues = filter.operator() == Operator.EQ || filter.operator() == Operator.IN;
            if (asksForValues && filter.field().type() == FieldType.STRING) {
                warnings.addAll(missing(question, filter));
            }
        }
        return warnings;
    }

    private List<Warning> missing(Question question, Filter filter) throws IOException {
        List<String> existing = existing(question, filter);
        List<Warning> warnings = new ArrayList<>();
        for (Object asked : filter.values()) {
            if (!existing.contains(asked.toString()) && existing.size() < VALUES_COMPARED) {
                Optional<String> nearest = Nearest.to(asked.toString(), existing);
                warnings.add(new Warning(
                        filter.parameter(),
                        "No record has " + filter.field() + " = '" + asked + "'."
                                + nearest.map(near -> " Did you mean '" + near + "'?")
                                        .orElse(""),
                        nearest.orElse(null)));
            }
        }
        return warnings;
    }

    private List<String> existing(Question question, Filter filter) throws IOException {
        return rows.few(
                RecordsSql.someValues(
                        question.dataset(), question.edition(), filter.field(), ROWS_LOOKED_AT, VALUES_COMPARED),
                found -> {
                    List<String> values = new ArrayList<>();
                    while (found.next()) {
                        values.add(found.getString(1));
                    }
                    return values;
                });
    }
}
