package uk.code4health.opendata.fuzz;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import uk.code4health.opendata.query.Bucket;
import uk.code4health.opendata.query.Measure;
import uk.code4health.opendata.query.Operator;
import uk.code4health.opendata.query.ValuesOrder;

/** Where questions are asked, and what makes sense there. */
enum Endpoint {
    RECORDS {
        @Override
        Draft sensible(Subject subject, Random random) {
            return aboutRecords(new Draft(this, subject, "records"), random);
        }
    },
    RECORD {
        @Override
        Draft sensible(Subject subject, Random random) {
            Draft draft = new Draft(this, subject, "records", subject.key(random));
            time(draft, random);
            return draft;
        }

        @Override
        boolean suits(Subject subject) {
            return !subject.key().isEmpty();
        }
    },
    VALUES {
        @Override
        Draft sensible(Subject subject, Random random) {
            String field = subject.field(random);
            Draft draft = new Draft(this, subject, "values", field);
            conditions(draft, random);
            time(draft, random);
            if (Any.chance(30, random)) {
                String value = subject.value(field, random);
                draft.with("prefix", value.substring(0, Math.min(value.length(), random.nextInt(4))));
            }
            if (Any.chance(40, random)) {
                draft.with("sort", Any.of(ValuesOrder.labels(), random));
            }
            limit(draft, random);
            return draft;
        }
    },
    AGGREGATE {
        @Override
        Draft sensible(Subject subject, Random random) {
            return aboutGroups(new Draft(this, subject, "aggregate"), random);
        }
    },
    EXPLAIN {
        @Override
        Draft sensible(Subject subject, Random random) {
            Draft draft = new Draft(this, subject, "explain");
            return random.nextBoolean() ? aboutRecords(draft, random) : aboutGroups(draft, random);
        }
    };

    private static final Set<String> TIMES = Set.of("date", "datetime", "yearmonth");
    private static final Set<String> NUMBERS = Set.of("integer", "number", "year");

    /** A question that makes sense to whoever knows the dataset, though it may find nothing. */
    abstract Draft sensible(Subject subject, Random random);

    /** Whether it can be asked of a dataset. */
    boolean suits(Subject subject) {
        return true;
    }

    private static Draft aboutRecords(Draft draft, Random random) {
        Subject subject = draft.subject;
        conditions(draft, random);
        time(draft, random);
        if (Any.chance(30, random)) {
            draft.with("fields", fields(subject, 4, random, ""));
        }
        if (Any.chance(40, random)) {
            draft.with("sort", fields(subject, 3, random, Any.of(random, "", "-")));
        }
        if (Any.chance(25, random)) {
            draft.with("total", Any.of(random, "exact", "estimate", "none"));
        }
        if (Any.chance(15, random)) {
            draft.with("offset", Integer.toString(random.nextInt(40)));
        }
        if (Any.chance(15, random) && !subject.foreignKeys().isEmpty()) {
            draft.with("expand", Any.of(subject.foreignKeys(), random));
        }
        format(draft, random, "json", "csv", "ndjson", "xlsx", "parquet");
        limit(draft, random);
        return draft;
    }

    private static Draft aboutGroups(Draft draft, Random random) {
        Subject subject = draft.subject;
        conditions(draft, random);
        time(draft, random);
        List<String> columns = new ArrayList<>();
        if (Any.chance(80, random)) {
            draft.with("group_by", groups(subject, columns, random));
        }
        if (Any.chance(80, random)) {
            draft.with("measure", measures(subject, columns, random));
        } else {
            columns.add("count");
        }
        if (Any.chance(40, random)) {
            draft.with("sort", Any.of(random, "", "-") + Any.of(columns, random));
        }
        if (Any.chance(30, random)) {
            draft.with("having", Any.of(columns, random) + Any.of(random, " IS NOT NULL", " IS NULL", " > 1"));
        }
        format(draft, random, "json", "csv", "ndjson");
        limit(draft, random);
        return draft;
    }

    private static void conditions(Draft draft, Random random) {
        Subject subject = draft.subject;
        for (int count = Any.of(random, 0, 0, 1, 1, 2, 3); count > 0; count--) {
            condition(draft, subject.field(random), random);
        }
        if (Any.chance(20, random)) {
            draft.with("where", Any.of(subject.conditions(), random));
        }
        if (Any.chance(15, random) && subject.hasField("string"::equals)) {
            String value = subject.value(subject.field(random, "string"::equals), random);
            draft.with("q", value.isBlank() ? "nhs" : value.substring(0, Math.min(value.length(), 12)));
        }
    }

    private static void condition(Draft draft, String field, Random random) {
        String value = draft.subject.value(field, random);
        Operator operator = Any.of(random, Operator.values());
        boolean isOfText = Set.of(Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH)
                .contains(operator);
        if (value.isEmpty() || operator == Operator.IS_NULL) {
            draft.set(field + "__is_null", Any.of(random, "true", "false"));
        } else if (isOfText && draft.subject.isText(field)) {
            int middle = value.length() / 2;
            String part = random.nextBoolean() ? value.substring(0, middle) : value.substring(middle);
            draft.set(field + "__" + operator.suffix(), part.isEmpty() ? value : part);
        } else if (isOfText || value.contains(",")) {
            draft.set(field + "__eq", value);
        } else {
            draft.set(field + "__" + operator.suffix(), value);
        }
    }

    private static void time(Draft draft, Random random) {
        if (Any.chance(8, random)) {
            draft.with("release", Any.of(draft.subject.releases(), random));
        } else if (Any.chance(8, random)) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            draft.with("as_at", Any.of(random, today.toString(), today.plusDays(1) + "T00:00:00Z"));
        }
    }

    private static void limit(Draft draft, Random random) {
        if (Any.chance(60, random)) {
            draft.with("limit", Any.of(random, "1", "2", "5", "10", "100", "1000", "10000"));
        }
    }

    private static void format(Draft draft, Random random, String... formats) {
        if (Any.chance(40, random)) {
            draft.with("format", Any.of(random, formats));
        }
    }

    private static String fields(Subject subject, int most, Random random, String before) {
        Set<String> names = new TreeSet<>();
        for (int count = 1 + random.nextInt(most); count > 0; count--) {
            names.add(subject.field(random));
        }
        return String.join(",", names.stream().map(name -> before + name).toList());
    }

    private static String groups(Subject subject, List<String> columns, Random random) {
        Set<String> terms = new TreeSet<>();
        for (int count = Any.of(random, 1, 1, 2, 3); count > 0; count--) {
            String field = subject.field(random);
            if (TIMES.contains(subject.types().get(field)) && random.nextBoolean()) {
                String bucket = Any.of(Bucket.labels(), random);
                terms.add(bucket + "(" + field + ")");
                columns.add(field + "_" + bucket);
            } else {
                terms.add(field);
                columns.add(field);
            }
        }
        return String.join(",", terms);
    }

    private static String measures(Subject subject, List<String> columns, Random random) {
        Set<String> terms = new TreeSet<>();
        for (int count = Any.of(random, 1, 1, 2, 4); count > 0; count--) {
            String field = subject.field(random);
            boolean isNumber = NUMBERS.contains(subject.types().get(field));
            Measure measure = Any.of(
                    Stream.of(Measure.values())
                            .filter(each -> isNumber || (each != Measure.SUM && each != Measure.AVG))
                            .toList(),
                    random);
            terms.add(measure.asked(field));
            columns.add(measure == Measure.COUNT ? "count" : field + "_" + measure.label());
        }
        return String.join(",", terms);
    }
}
