package uk.code4health.opendata.contract;

import static uk.code4health.opendata.contract.RecordsParameters.number;
import static uk.code4health.opendata.contract.RecordsParameters.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import uk.code4health.opendata.query.Bucket;
import uk.code4health.opendata.query.Measure;

/** What a question for groups may say, as parameters; measures and time buckets are read off their tables. */
final class AggregateParameters {

    private AggregateParameters() {}

    static void addTo(Operation operation) {
        for (Parameter parameter : List.of(
                groupBy(),
                measure(),
                having(),
                RecordsParameters.where(),
                RecordsParameters.search(),
                RecordsParameters.conditions(),
                text(
                        "sort",
                        "Columns of the answer, separated by commas; with - in front, descending. Groups without a value come"
                                + " last; ties are broken by the columns of `group_by`",
                        "-count,status"),
                number(
                        "limit",
                        "At most so many groups. JSON: 100 if not given. CSV and NDJSON: all if not given",
                        1,
                        10_000),
                RecordsParameters.cursor(),
                RecordsParameters.release(),
                RecordsParameters.asAt(),
                RecordsParameters.choice("format", "Instead of the Accept header", "json", "csv", "ndjson"))) {
            operation.addParameter(parameter);
        }
    }

    /** What a question to be explained may say beside all that one for records may. */
    static void addToExplained(Operation operation) {
        RecordsParameters.addTo(operation);
        List.of(groupBy(), measure(), having()).forEach(operation::addParameter);
    }

    private static Parameter groupBy() {
        String buckets = Bucket.labels().stream()
                .map(label -> "`" + label + "({field})`")
                .collect(Collectors.joining(", "));
        return text(
                "group_by",
                "What the records of a group share, separated by commas, at most 8: fields, or the stretch of time that a date of"
                        + " theirs lies in: " + buckets
                        + ", as `2024`, `2024-Q2`, `2024-05`, `2024/25` (the NHS's year, from April to March). If not given, all"
                        + " records are one group",
                "status,financial_year(open_date)");
    }

    private static Parameter measure() {
        String measures = Arrays.stream(Measure.values())
                .map(measure -> "`" + measure.asked("{field}") + "`: " + measure.phrase())
                .collect(Collectors.joining("; "));
        return text(
                "measure",
                "What to work out of each group, separated by commas, at most 20; `count()` if not given. " + measures
                        + ". Sums and averages are of numbers. Beside a measure of a field that may lack values stands"
                        + " whether all records had one (`{field}_sum_complete`), and beside the sum of a field with suppressed"
                        + " cells, where the publisher tells their bounds, between what it lies (`{field}_sum_low`,"
                        + " `{field}_sum_high`)",
                "count(),max(close_date)");
    }

    private static Parameter having() {
        return text(
                "having",
                "Conditions on the columns of the answer, in the part of CQL2 text that `where` takes: comparisons, AND, OR, NOT,"
                        + " IN, BETWEEN, LIKE, IS NULL and brackets",
                "count > 10 AND status <> 'C'");
    }
}
