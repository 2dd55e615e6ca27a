package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.ProblemException;

/** Reads the lists of what to group by and what to measure: fields, and functions of fields. */
final class AggregateTerms {

    static final String GROUP_BY = "group_by";
    static final String MEASURE = "measure";

    /** What a question costs grows with these; nobody reads as many. */
    private static final int MOST_GROUPINGS = 8;

    private static final int MOST_MEASURES = 20;

    private static final Pattern CALL = Pattern.compile("([^()]*)\\(([^()]*)\\)");

    private final Schema schema;

    AggregateTerms(Schema schema) {
        this.schema = schema;
    }

    List<Grouping> groupings(String list) {
        return read(GROUP_BY, list, MOST_GROUPINGS, this::grouping);
    }

    List<AskedMeasure> measures(String list) {
        return read(MEASURE, list, MOST_MEASURES, this::measure);
    }

    private static <T> List<T> read(String parameter, String list, int most, Function<String, T> term) {
        List<T> terms = new ArrayList<>();
        for (String text : list.split(",", -1)) {
            T read = term.apply(text.strip());
            if (terms.contains(read)) {
                throw PARAMETER_INVALID.with(new Fault(parameter, read + " is named twice."));
            }
            terms.add(read);
            if (terms.size() > most) {
                throw PARAMETER_INVALID.with(new Fault(parameter, "At most " + most + " can be given."));
            }
        }
        return terms;
    }

    private Grouping grouping(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return new Grouping(field(GROUP_BY, text, any -> true, "", Function.identity()), Optional.empty());
        }
        String label = call.group(1).strip();
        Bucket bucket = Bucket.of(label)
                .orElseThrow(() -> unknown(
                        GROUP_BY, "There is no time bucket " + label + ".", Bucket.labels(), label, call.group(2)));
        return new Grouping(
                field(
                        GROUP_BY,
                        call.group(2).strip(),
                        Bucket::suits,
                        label + " is a stretch of time, and needs a date",
                        name -> label + "(" + name + ")"),
                Optional.of(bucket));
    }

    private AskedMeasure measure(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw notACall(text);
        }
        String label = call.group(1).strip();
        String name = call.group(2).strip();
        Measure measure = Measure.of(label)
                .orElseThrow(
                        () -> unknown(MEASURE, "There is no measure " + label + ".", Measure.labels(), label, name));
        if (measure == Measure.COUNT) {
            requireNothing(name);
            return new AskedMeasure(measure, Optional.empty());
        }
        return new AskedMeasure(
                measure,
                Optional.of(field(MEASURE, name, measure::suits, label + " is worked out of numbers", measure::asked)));
    }

    /**
     * A field that a term names.
     *
     * @param need why not every field will do
     * @param asked how the term reads with the name of a field
     */
    private Field field(
            String parameter, String name, Predicate<Field> suits, String need, Function<String, String> asked) {
        List<String> suiting =
                schema.columns().stream().filter(suits).map(Field::name).toList();
        List<String> allowed = suiting.stream().map(asked).toList();
        Optional<Field> field = schema.column(name);
        if (field.isEmpty()) {
            throw PARAMETER_INVALID.with(new Fault(
                    parameter,
                    name.isEmpty()
                            ? "A field's name is missing."
                            : "The dataset has no field of this name: " + name + ".",
                    allowed,
                    Nearest.to(name, suiting).map(asked).orElse(null)));
        }
        if (!suits.test(field.get())) {
            throw PARAMETER_INVALID.with(new Fault(
                    parameter,
                    need + "; " + name + " is " + field.get().type().form() + "."
                            + (parameter.equals(MEASURE) ? " Of any field there are min, max and count_distinct." : ""),
                    allowed,
                    parameter.equals(MEASURE) ? Measure.COUNT_DISTINCT.asked(name) : null));
        }
        return field.get();
    }

    private static ProblemException unknown(
            String parameter, String detail, List<String> labels, String label, String name) {
        return PARAMETER_INVALID.with(new Fault(
                parameter,
                detail,
                labels,
                Nearest.to(label, labels).map(near -> near + "(" + name + ")").orElse(null)));
    }

    private ProblemException notACall(String text) {
        return PARAMETER_INVALID.with(new Fault(
                MEASURE,
                "A measure is a function of a field, such as sum(" + example() + "), or count().",
                Measure.labels().stream().map(label -> label + "()").toList(),
                nearestCall(text)));
    }

    /** A number of records is what whoever names a field alone gets nearest to; whoever names a function means it. */
    private @Nullable String nearestCall(String text) {
        return schema.column(text).isPresent()
                ? (schema.column(text).get().type().isNumber() ? Measure.SUM : Measure.COUNT_DISTINCT).asked(text)
                : Nearest.to(text, Measure.labels())
                        .map(label -> label + "(" + (label.equals("count") ? "" : example()) + ")")
                        .orElse(null);
    }

    private String example() {
        return schema.published().stream()
                .filter(field -> field.type().isNumber())
                .map(Field::name)
                .findFirst()
                .orElse("field");
    }

    private static void requireNothing(String name) {
        if (!name.isEmpty()) {
            boolean all = name.equals("*");
            throw PARAMETER_INVALID.with(new Fault(
                    MEASURE,
                    "count() counts records, and takes no field."
                            + (all ? "" : " Those with a value are found by " + name + "__is_null=false beside it."),
                    List.of("count()", "count_distinct(" + (all ? "field" : name) + ")"),
                    "count()"));
        }
    }
}
