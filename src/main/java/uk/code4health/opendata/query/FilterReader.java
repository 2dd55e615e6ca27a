package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.dataset.UnreadableCell;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.ProblemException;

/** Reads the query parameters that are conditions: {@code {field}=v} and {@code {field}__{operator}=v}. */
final class FilterReader {

    /** Parameters of ours that work for records. A field of such a name is asked for with {@code __eq}, wherever. */
    static final Set<String> RESERVED = Set.of(
            "fields", "sort", "limit", "cursor", "offset", "release", "as_at", "total", "format", "q", "where",
            "expand");

    /** Words kept for later parameters; a field of such a name, too, is asked for with {@code __eq}. */
    private static final Set<String> KEPT = Set.of("group_by", "measure", "having", "prefix", "explain");

    static final String SEPARATOR = "__";
    private static final int MOST_VALUES = 1_000;

    private FilterReader() {}

    /** The conditions of a question for records. */
    static List<Filter> read(Schema schema, Parameters parameters) {
        return read(schema, parameters, RESERVED);
    }

    /**
     * The conditions of a question.
     *
     * @param reserved the parameters that are none; they are left to others
     */
    static List<Filter> read(Schema schema, Parameters parameters, Set<String> reserved) {
        List<Filter> filters = new ArrayList<>();
        for (Map.Entry<String, List<String>> parameter : parameters.all().entrySet()) {
            if (!reserved.contains(parameter.getKey())) {
                filters.add(read(schema, parameter.getKey(), parameter.getValue(), reserved));
            }
        }
        return filters;
    }

    private static Filter read(Schema schema, String parameter, List<String> texts, Set<String> reserved) {
        int separator = parameter.indexOf(SEPARATOR);
        String name = separator < 0 ? parameter : parameter.substring(0, separator);
        if (schema.column(name).isEmpty() || (separator < 0 && isOurs(name))) {
            throw unknown(schema, parameter, name, reserved);
        }
        Field field = schema.column(name).orElseThrow();
        Operator operator = separator < 0
                ? Operator.EQ
                : operator(field, parameter, parameter.substring(separator + SEPARATOR.length()));
        return new Filter(parameter, field, operator, values(field, operator, parameter, texts));
    }

    /** Whether a parameter of this name is ours, whatever fields there are. */
    static boolean isOurs(String name) {
        return RESERVED.contains(name) || KEPT.contains(name);
    }

    private static Operator operator(Field field, String parameter, String suffix) {
        List<String> suiting = Operator.suffixesFor(field);
        return Operator.of(suffix)
                .filter(operator -> operator.suits(field))
                .orElseThrow(() -> PARAMETER_INVALID.with(new Fault(
                        parameter,
                        "The field " + field.name() + " (" + field.type().label() + ") cannot be asked for with \""
                                + suffix + "\".",
                        suiting.stream()
                                .map(each -> field.name() + SEPARATOR + each)
                                .toList(),
                        Nearest.to(suffix, suiting)
                                .map(near -> field.name() + SEPARATOR + near)
                                .orElse(null))));
    }

    private static List<Object> values(Field field, Operator operator, String parameter, List<String> texts) {
        if (texts.size() > 1 && operator.operands() != Operator.Operands.ANY_OF) {
            throw PARAMETER_INVALID.with(new Fault(parameter, "This condition can be given once."));
        }
        List<String> operands = operator.operands() == Operator.Operands.COMMA_LIST
                ? Arrays.asList(texts.get(0).split(",", -1))
                : texts;
        if (operands.size() > MOST_VALUES) {
            throw PARAMETER_INVALID.with(new Fault(parameter, "At most " + MOST_VALUES + " values can be given."));
        }
        return operands.stream()
                .map(text -> value(field, operator, parameter, text))
                .toList();
    }

    private static Object value(Field field, Operator operator, String parameter, String text) {
        if (operator.operands() == Operator.Operands.TRUTH) {
            return truth(parameter, text);
        }
        if (text.isEmpty() && !asksForEmptyText(field, operator, parameter)) {
            throw PARAMETER_INVALID.with(new Fault(
                    parameter,
                    "The value is missing."
                            + (field.mayBeEmpty() ? " For the empty text ask " + field.name() + "__eq=." : "")
                            + " For records without a value ask " + field.name() + "__is_null=true."));
        }
        try {
            return operator.suits(field) && isPartOfText(operator)
                    ? FieldType.STRING.parse(text)
                    : field.readValue(text);
        } catch (UnreadableCell notOfItsType) {
            throw PARAMETER_INVALID.with(
                    new Fault(parameter, "The value " + notOfItsType.reason() + ", as " + field.name() + " has them."));
        }
    }

    /** With {@code __eq} or {@code __ne}: {@code field=} alone is what a form sends of an input that nobody filled in. */
    private static boolean asksForEmptyText(Field field, Operator operator, String parameter) {
        return field.mayBeEmpty() && operator.operands() == Operator.Operands.ANY_OF && !parameter.equals(field.name());
    }

    /** A part of a code need not be a code. */
    private static boolean isPartOfText(Operator operator) {
        return operator == Operator.CONTAINS || operator == Operator.STARTS_WITH || operator == Operator.ENDS_WITH;
    }

    private static Object truth(String parameter, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw PARAMETER_INVALID.with(
                        new Fault(parameter, "This is true or false.", List.of("true", "false"), null));
        };
    }

    private static ProblemException unknown(Schema schema, String parameter, String name, Set<String> reserved) {
        Set<String> known = new TreeSet<>(reserved);
        known.addAll(schema.columnNames());
        String suffix = parameter.substring(name.length());
        return PARAMETER_INVALID.with(new Fault(
                parameter,
                "There is no parameter and no field of this name.",
                List.copyOf(known),
                schema.column(name).isPresent() ? name + "__eq" : nearest(schema, name, suffix, known)));
    }

    private static @Nullable String nearest(Schema schema, String name, String suffix, Set<String> known) {
        return Nearest.to(name, known)
                .map(near -> schema.column(near).isPresent() ? near + suffix : near)
                .orElse(null);
    }
}
