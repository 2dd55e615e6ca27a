package uk.code4health.opendata.query;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import uk.code4health.opendata.catalogue.RecordsTable;

/** What the parameter {@code where} says. */
record WhereClause(Clause clause) implements Criterion {

    static final String PARAMETER = "where";

    @Override
    public String parameter() {
        return PARAMETER;
    }

    @Override
    public Condition condition() {
        return clause.condition();
    }

    @Override
    public String key() {
        return PARAMETER + "=" + Criterion.lengthened(RecordsTable.SQL.renderInlined(condition()));
    }

    @Override
    public String sentence() {
        return clause.sentence();
    }

    @Override
    public List<WhereClause> parts() {
        return clause.parts().stream().map(WhereClause::new).toList();
    }

    @Override
    public Stream<Filter> asked() {
        return clause.comparisons().flatMap(comparison -> new Filter(
                        PARAMETER, comparison.column().field(), comparison.operator(), comparison.values())
                .asked());
    }
}
