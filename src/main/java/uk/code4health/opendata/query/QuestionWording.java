package uk.code4health.opendata.query;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/** A question in plain English. */
final class QuestionWording {

    /** More conditions or fields than this are only counted. */
    private static final int SHOWN = 20;

    private QuestionWording() {}

    static String of(ExplainedQuestion question) {
        return question.groups().map(QuestionWording::ofGroups).orElseGet(() -> ofRecords(question.records()));
    }

    private static String ofRecords(Question question) {
        List<String> parts = new ArrayList<>(List.of(fields(question)));
        question.expansions().forEach(expansion -> parts.add(expansion(expansion)));
        if (!question.sort().isEmpty()) {
            parts.add(sorted(question.sort().stream()
                            .map(key -> order(key.field().name(), key.field().type(), key.descending()))
                            .toList())
                    + " (records without a value last)");
        }
        parts.addAll(cut(question.limit(), question.offset()));
        if (question.after().isPresent()) {
            parts.add("going on where the cursor says");
        }
        return records(question) + ". " + String.join(", ", parts) + ".";
    }

    private static String ofGroups(AggregateQuestion question) {
        String measures = listed(
                question.measures().stream().map(QuestionWording::measure).toList());
        String groups = question.groupings().isEmpty()
                ? "Of all of them: "
                : "For each "
                        + listed(question.groupings().stream()
                                .map(QuestionWording::grouping)
                                .toList())
                        + ": ";
        List<String> parts = new ArrayList<>(List.of(groups + measures));
        question.having().ifPresent(having -> parts.add("where " + having.sentence()));
        if (!question.sort().isEmpty()) {
            List<AggregateColumn> columns = question.columns();
            parts.add(sorted(question.sort().stream()
                            .map(key -> order(
                                    columns.get(key.place()).name(),
                                    columns.get(key.place()).type(),
                                    key.descending()))
                            .toList())
                    + " (groups without a value last)");
        }
        parts.addAll(cut(question.limit(), question.place()));
        return records(question.records()) + ". " + String.join(", ", parts) + ".";
    }

    private static String records(Question question) {
        String source = "records of " + question.dataset().title() + " (" + edition(question) + ")";
        List<Criterion> conditions = question.parts();
        return conditions.isEmpty()
                ? "All " + source
                : "The " + source + " where "
                        + joined(
                                conditions.stream()
                                        .map(QuestionWording::bracketed)
                                        .toList(),
                                ", and ",
                                "conditions");
    }

    private static String edition(Question question) {
        Edition edition = question.edition();
        String name = edition.releases().equals(List.of(edition.id()))
                ? "release " + edition.id()
                : "edition " + edition.id()
                        + question.askedOf()
                                .asAt()
                                .map(asAt -> ", as it was live at " + asAt.instant())
                                .orElse("");
        return edition.sample() ? name + ", invented figures for trying out" : name;
    }

    /** What holds an "or" is told apart from the "and" around it. */
    private static String bracketed(Criterion condition) {
        boolean isChoice = condition instanceof WhereClause where && where.clause() instanceof Clause.Any;
        return isChoice ? "(" + condition.sentence() + ")" : condition.sentence();
    }

    private static String fields(Question question) {
        return question.columns().equals(question.dataset().schema().columns())
                ? "All their fields"
                : "Their fields "
                        + listed(question.columns().stream().map(Field::name).toList());
    }

    private static String expansion(Expansion expansion) {
        return "with the record of " + expansion.dataset().title() + " that "
                + listed(expansion.key().fields()) + " names";
    }

    private static String sorted(List<String> keys) {
        return "sorted by " + String.join(", then by ", keys);
    }

    private static String order(String name, FieldType type, boolean descending) {
        String words =
                switch (type) {
                    case DATE, DATETIME, TIME, YEAR, YEARMONTH -> descending ? "latest first" : "earliest first";
                    case INTEGER, NUMBER -> descending ? "highest first" : "lowest first";
                    case BOOLEAN -> descending ? "true first" : "false first";
                    case STRING -> descending ? "Z to A" : "A to Z";
                };
        return name + ", " + words;
    }

    private static List<String> cut(OptionalInt limit, long before) {
        List<String> cut = new ArrayList<>();
        if (limit.isPresent()) {
            cut.add("at most " + limit.getAsInt() + " of them");
        }
        if (before > 0) {
            cut.add("without the first " + before);
        }
        return cut;
    }

    private static String grouping(Grouping grouping) {
        return grouping.bucket()
                .map(bucket -> (bucket == Bucket.FINANCIAL_YEAR ? "financial year (April to March)" : bucket.label())
                        + " of " + grouping.field().name())
                .orElse(grouping.field().name());
    }

    private static String measure(AskedMeasure asked) {
        String phrase = asked.measure().phrase().split(",", 2)[0];
        return asked.field().map(field -> phrase + " of " + field.name()).orElse(phrase);
    }

    private static String listed(List<String> items) {
        List<String> shown = items.stream().limit(SHOWN).collect(Collectors.toCollection(ArrayList::new));
        if (items.size() > SHOWN) {
            shown.add(items.size() - SHOWN + " more");
        }
        int last = shown.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(place -> (place == 0 ? "" : place == last ? " and " : ", ") + shown.get(place))
                .collect(Collectors.joining());
    }

    private static String joined(List<String> items, String between, String what) {
        String shown = items.stream().limit(SHOWN).collect(Collectors.joining(between));
        return items.size() > SHOWN ? shown + between + (items.size() - SHOWN) + " more " + what : shown;
    }
}
