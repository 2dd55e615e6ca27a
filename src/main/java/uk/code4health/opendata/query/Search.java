package uk.code4health.opendata.query;

import static org.jooq.impl.DSL.name;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import uk.code4health.opendata.catalogue.RecordsTable;
import uk.code4health.opendata.dataset.Field;

/**
 * What the parameter {@code q} says: words of which each stands in some text field of a record, in whatever case, with or
 * without accents.
 */
record Search(List<String> words, List<Field> fields) implements Criterion {

    static final String PARAMETER = "q";

    /** Stands between the fields of a record, so that no word is found across two. */
    private static final String BETWEEN_FIELDS = "\n";

    Search {
        words = List.copyOf(words);
        fields = List.copyOf(fields);
    }

    @Override
    public String parameter() {
        return PARAMETER;
    }

    @Override
    public Condition condition() {
        List<org.jooq.Field<?>> texts = new ArrayList<>(List.of(DSL.inline(BETWEEN_FIELDS)));
        fields.forEach(field -> texts.add(RecordsTable.column(field)));
        org.jooq.Field<String> record =
                folded(DSL.function("concat_ws", SQLDataType.CLOB, texts.toArray(org.jooq.Field<?>[]::new)));
        return DSL.and(words.stream().map(word -> contains(record, word)).toList());
    }

    /** The word is folded once, in a query of its own, and not for each record. */
    private static Condition contains(org.jooq.Field<String> record, String word) {
        return DSL.position(record, DSL.field(DSL.select(folded(DSL.val(word)))))
                .gt(0);
    }

    @Override
    public String key() {
        return PARAMETER + "=" + words.stream().map(Criterion::lengthened).collect(Collectors.joining(","));
    }

    @Override
    public String sentence() {
        return "some text field contains "
                + words.stream().map(Wording::of).collect(Collectors.joining(", and some contains "));
    }

    @Override
    public List<Search> parts() {
        return words.stream().map(word -> new Search(List.of(word), fields)).toList();
    }

    private static org.jooq.Field<String> folded(org.jooq.Field<String> text) {
        return DSL.function(name("records", "folded"), SQLDataType.CLOB, text);
    }
}
