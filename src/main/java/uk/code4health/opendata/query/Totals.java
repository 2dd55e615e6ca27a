package uk.code4health.opendata.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.RecordsTable;

/** Counts the records that a question is about; editions never change, so once is enough. */
@Singleton
class Totals {

    /** Up to so many rows, counting takes no longer than a reader would notice. */
    private static final long CHEAP = 200_000;

    private static final int REMEMBERED = 100_000;

    private final Rows rows;
    private final ObjectMapper json;
    private final Cache<String, Long> counted =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Totals(Rows rows, ObjectMapper json) {
        this.rows = rows;
        this.json = json;
    }

    /** A number of records and what it is worth. */
    record Total(@Nullable Long records, TotalKind kind) {

        static final Total NOT_COUNTED = new Total(null, TotalKind.NONE);

        static Total exactly(long records) {
            return new Total(records, TotalKind.EXACT);
        }
    }

    /** The total as the caller asked for it; exact where the caller left it to us and it costs little, else an estimate. */
    Total of(Question question) throws IOException {
        TotalKind asked = question.total().orElse(null);
        if (asked == TotalKind.NONE) {
            return Total.NOT_COUNTED;
        }
        if (question.filters().isEmpty()) {
            return Total.exactly(question.edition().records());
        }
        Long known = counted.getIfPresent(key(question));
        if (known != null) {
            return Total.exactly(known);
        }
        if (asked != TotalKind.EXACT
                && (asked == TotalKind.ESTIMATE || question.edition().records() > CHEAP)) {
            long estimate = estimate(question);
            if (asked == TotalKind.ESTIMATE || estimate > CHEAP) {
                return new Total(estimate, TotalKind.ESTIMATE);
            }
        }
        return Total.exactly(count(question));
    }

    /** The number of matching records, whatever the caller asked for. */
    long exactly(Question question) throws IOException {
        if (question.filters().isEmpty()) {
            return question.edition().records();
        }
        Long known = counted.getIfPresent(key(question));
        return known == null ? count(question) : known;
    }

    /** What reading the question to its end has shown. */
    Total known(Question question, long records) {
        counted.put(key(question), records);
        return Total.exactly(records);
    }

    private long count(Question question) throws IOException {
        long count = rows.few(RecordsSql.count(question), found -> {
            found.next();
            return found.getLong(1);
        });
        counted.put(key(question), count);
        return count;
    }

    /** What PostgreSQL's planner expects. */
    private long estimate(Question question) throws IOException {
        Query select = RecordsSql.records(question);
        Query explain = RecordsTable.SQL.query(
                "explain (format json) {0}",
                DSL.sql(select.getSQL(), select.getBindValues().toArray()));
        return rows.few(explain, found -> {
            found.next();
            return json.readTree(found.getString(1)).at("/0/Plan/Plan Rows").asLong();
        });
    }

    private static String key(Question question) {
        return question.dataset().id() + "/" + question.edition().id() + "?" + question.conditions();
    }
}
