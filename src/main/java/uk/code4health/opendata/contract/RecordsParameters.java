package uk.code4health.opendata.contract;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.query.Operator;
import uk.code4health.opendata.query.ValuesOrder;

/** What a question for records may say, as parameters; the conditions are read off the operator table. */
final class RecordsParameters {

    private RecordsParameters() {}

    static void addTo(Operation operation) {
        operation.addParameter(conditions());
        operation.addParameter(where());
        operation.addParameter(search());
        for (Parameter parameter : List.of(
                fields(),
                expand(),
                text(
                        "sort",
                        "Sort by these fields; with - in front, descending. Records without a value come last",
                        "-open_date,name"),
                number(
                        "limit",
                        "At most so many records. JSON: 100 if not given. Files (every other format): all if not given",
                        1,
                        10_000),
                cursor(),
                number(
                        "offset",
                        "Skip so many records. With a filter or a sort at most 10,000; use the cursor beyond",
                        0,
                        null),
                release(),
                asAt(),
                choice("total", "Whether to count all matching records", "exact", "estimate", "none"),
                choice("format", "Instead of the Accept header", "json", "csv", "ndjson", "xlsx", "parquet"))) {
            operation.addParameter(parameter);
        }
    }

    /** What a question for the values of a field may say. */
    static void addToValues(Operation operation) {
        for (Parameter parameter : List.of(
                conditions(),
                where(),
                search(),
                text(
                        "prefix",
                        "Only values whose text begins so, in whatever case. The text of a date is `2024-04-30`, of a number its"
                                + " digits. Null has no text",
                        "A"),
                choice(
                        "sort",
                        "By how many records have them (if not given, most first), or by value; with - in front, descending. By"
                                + " records null stands where its count puts it; by value it comes last. Ties come by value",
                        ValuesOrder.labels().toArray(String[]::new)),
                number("limit", "At most so many values. 100 if not given", 1, 10_000),
                cursor(),
                release(),
                asAt())) {
            operation.addParameter(parameter);
        }
    }

    /** What a question for one record may say beside its key. */
    static void addToOne(Operation operation) {
        List.of(fields(), expand(), release(), asAt()).forEach(operation::addParameter);
    }

    private static Parameter fields() {
        return text("fields", "Only these fields, in this order; separated by commas", "practice_code,name");
    }

    private static Parameter expand() {
        return text(
                "expand",
                "Beside each record, in `_embedded`, the records of other datasets that its foreign keys name, or null where there"
                        + " is none: a key's field or the other dataset, separated by commas. As they are live, or were"
                        + " at the time of `as_at`. JSON and NDJSON only",
                null);
    }

    static Parameter cursor() {
        return text(
                "cursor",
                "Where to go on, from the next link of a page. All pages are of the edition the first was",
                null);
    }

    static Parameter release() {
        return text("release", "The records of this release; if not given, what is live", null);
    }

    static Parameter asAt() {
        return text(
                "as_at",
                "What was live at this time, instead of what is: an instant (`2024-05-09T09:30:00Z`, or with an offset such as"
                        + " `+01:00`), or a date, which means the end of that day in London. The answer for a time that"
                        + " has passed never changes. For a time still to come it is what is live now, with a"
                        + " warning. Not beside `release`",
                null);
    }

    /** Every field is a parameter. A document for all datasets can only say so by an object whose properties are free. */
    static Parameter conditions() {
        String operators = Arrays.stream(Operator.values())
                .map(operator -> "`{field}__" + operator.suffix() + "`: " + operator.phrase())
                .collect(Collectors.joining("; "));
        return OASFactory.createParameter()
                .name("conditions")
                .in(Parameter.In.QUERY)
                .style(Parameter.Style.FORM)
                .explode(true)
                .description(
                        "Conditions on fields, all of which must hold. `{field}=value` is equality; given several times, any of"
                                + " the values. " + operators
                                + ". A condition on a value never holds for a record without one, `ne` included; `is_null=true` finds those. The fields"
                                + " are those of `/v1/datasets/{dataset}/schema`.")
                .schema(OASFactory.createSchema()
                        .type(List.of(Schema.SchemaType.OBJECT))
                        .additionalPropertiesSchema(OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING))))
                .example(new TreeMap<>(Map.of("status", "A", "name__contains", "surgery")));
    }

    static Parameter where() {
        return text(
                "where",
                "A condition in a part of CQL2 text (OGC 21-065r2), beside the others: `= <> < <= > >=`, `AND`, `OR`, `NOT`, `IN`,"
                        + " `BETWEEN`, `LIKE` (`%` any text, `_` any character, `\\` before either takes the meaning away), `IS NULL`,"
                        + " brackets. Texts stand in single quotes, numbers and `TRUE` and `FALSE` without, dates as"
                        + " `DATE('2024-04-01')` or as a text, instants as `TIMESTAMP('2024-04-01T09:30:00Z')`, read as the time that"
                        + " the publisher gives. `CASEI(name) LIKE CASEI('north%')` finds whatever case. Two fields may be"
                        + " compared. Of a record without a value a comparison is neither true nor false, and so is its `NOT`: neither"
                        + " finds it. At most 8,000 characters, 200 conditions, 1,000 values in an `IN`, brackets 50 deep",
                "status = 'A' AND (name LIKE 'THE %' OR open_date >= DATE('2020-01-01'))");
    }

    static Parameter search() {
        return text(
                "q",
                "Words, each of which stands in some text field of a record, in whatever case, with or without accents; a phrase in"
                        + " double quotes is one word. Statuses are not searched. At most 10 words, 200 characters",
                "ynys mon");
    }

    static Parameter text(String name, String description, @Nullable String example) {
        Parameter parameter =
                parameter(name, description, OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING)));
        return example == null ? parameter : parameter.example(example);
    }

    static Parameter number(String name, String description, int minimum, @Nullable Integer maximum) {
        Schema schema = OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.INTEGER))
                .minimum(BigDecimal.valueOf(minimum));
        if (maximum != null) {
            schema.maximum(BigDecimal.valueOf(maximum));
        }
        return parameter(name, description, schema);
    }

    static Parameter choice(String name, String description, String... values) {
        Schema schema = OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
        Arrays.stream(values).forEach(schema::addEnumeration);
        return parameter(name, description, schema);
    }

    private static Parameter parameter(String name, String description, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema);
    }
}
