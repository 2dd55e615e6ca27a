package uk.code4health.opendata.query;

import static org.jooq.impl.DSL.name;
import static uk.code4health.opendata.catalogue.RecordsTable.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Writes a question as the SQL that somebody with a copy of the records would: no row ids, no pages, values in place. The
 * copy is a table named as the dataset's.
 */
final class ExplanationSql {

    private static final DSLContext READABLE = DSL.using(
            SQLDialect.POSTGRES,
            new Settings().withRenderFormatted(true).withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_QUOTED));

    private ExplanationSql() {}

    static String of(ExplainedQuestion question) {
        Select<Record> select = question.groups()
                .map(groups -> groups(groups, question.address().parameters()))
                .orElseGet(() -> records(question.records()));
        return comments(question) + READABLE.renderInlined(select) + cut(question);
    }

    /** What is said here is ours alone: nothing of a caller's may end up in a comment. */
    private static String comments(ExplainedQuestion question) {
        Question records = question.records();
        List<String> comments = new ArrayList<>();
        comments.add("PostgreSQL; " + records.dataset().table() + " holds the records of "
                + records.edition().id() + ", its texts with collate \"C\"");
        if (records.filters().stream().anyMatch(Search.class::isInstance)) {
            comments.add("needs: create extension unaccent");
        }
        if (question.groups().isEmpty() && records.isDefaultOrder()) {
            comments.add("the service answers in the order of publication, a table has none of its own");
        }
        if (!records.expansions().isEmpty()) {
            comments.add("without the records of other datasets");
        }
        if (records.after().isPresent()) {
            comments.add("from the first page on, whatever the cursor says");
        }
        StringBuilder lines = new StringBuilder();
        comments.forEach(comment -> lines.append("-- ").append(comment).append('\n'));
        return lines.toString();
    }

    private static Select<Record> records(Question question) {
        List<SelectField<?>> columns = new ArrayList<>();
        question.columns().forEach(field -> columns.add(column(field)));
        List<OrderField<?>> order = new ArrayList<>();
        question.sort().forEach(key -> order.add(RecordsSql.order(column(key.field()), key.descending())));
        return READABLE.select(columns)
                .from(table(question))
                .where(matching(question))
                .orderBy(order);
    }

    private static Select<Record> groups(AggregateQuestion question, Parameters parameters) {
        List<AggregateColumn> columns = question.columns();
        List<SelectField<?>> selected = new ArrayList<>();
        columns.forEach(column -> selected.add(column.expression().as(column.name())));
        Condition having = parameters
                .one(AggregateQuestionReader.HAVING)
                .map(new WhereReader(AggregateQuestionReader.HAVING, expressions(columns))::read)
                .map(Clause::condition)
                .orElse(DSL.noCondition());
        return READABLE.select(selected)
                .from(table(question.records()))
                .where(matching(question.records()))
                .groupBy(IntStream.rangeClosed(1, question.groupings().size())
                        .mapToObj(DSL::inline)
                        .toList())
                .having(having)
                .orderBy(AggregateSql.order(
                        question, place -> DSL.field(name(columns.get(place).name()))));
    }

    private static Table<Record> table(Question question) {
        return DSL.table(name(question.dataset().table()));
    }

    /** What the names in a condition on groups stand for: PostgreSQL knows no aliases there. */
    private static Map<String, WhereColumn> expressions(List<AggregateColumn> columns) {
        Map<String, WhereColumn> expressions = new HashMap<>();
        for (AggregateColumn column : columns) {
            var field = column.asField();
            expressions.put(
                    column.name(), new WhereColumn(field, column.expression().coerce(column(field))));
        }
        return expressions;
    }

    /** As PostgreSQL's users write it, rather than as the standard has it. */
    private static String cut(ExplainedQuestion question) {
        OptionalInt limit = question.records().limit();
        long offset = question.records().offset();
        return (limit.isPresent() ? "\nlimit " + limit.getAsInt() : "") + (offset > 0 ? "\noffset " + offset : "");
    }

    private static Condition matching(Question question) {
        return DSL.and(
                question.filters().stream().map(ExplanationSql::condition).toList());
    }

    private static Condition condition(Criterion criterion) {
        if (criterion instanceof Search search) {
            return found(search);
        }
        return criterion instanceof Filter filter ? condition(filter) : criterion.condition();
    }

    /** Where the service has the pattern put together by PostgreSQL, a reader would rather see it. */
    private static Condition condition(Filter filter) {
        return switch (filter.operator()) {
            case CONTAINS -> like(filter, "%", "%");
            case STARTS_WITH -> like(filter, "", "%");
            case ENDS_WITH -> like(filter, "%", "");
            default -> filter.condition();
        };
    }

    private static Condition like(Filter filter, String before, String behind) {
        String text = filter.values().get(0).toString();
        String literal = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return Operator.folded(column(filter.field())).likeIgnoreCase(before + literal + behind);
    }

    /** What {@link Search} says, without the function of ours that folds letters. */
    private static Condition found(Search search) {
        List<Field<?>> texts = new ArrayList<>(List.of(DSL.field("chr(10)", SQLDataType.CLOB)));
        search.fields().forEach(field -> texts.add(column(field)));
        Field<String> record = folded(DSL.function("concat_ws", SQLDataType.CLOB, texts.toArray(Field<?>[]::new)));
        return DSL.and(search.words().stream()
                .map(word -> DSL.position(record, folded(DSL.val(word))).gt(0))
                .toList());
    }

    private static Field<String> folded(Field<String> text) {
        return DSL.function(
                "lower",
                SQLDataType.CLOB,
                DSL.function("unaccent", SQLDataType.CLOB, text).collate(DSL.collation(name("default"))));
    }
}
