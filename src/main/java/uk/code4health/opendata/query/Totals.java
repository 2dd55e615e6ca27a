package uk.code4health.opendata.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counts the records that a question is about; editions never change, so once is enough. */
@Singleton
class Totals {

    /** Up to so many rows, counting takes no longer than a reader would notice. */
    private static final long CHEAP = 200_000;

    /** Up to so many rows, counting takes no longer than asking the database again. */
    private static final long COUNTED_BESIDE = 5_000;

    private static final int REMEMBERED = 100_000;

    private final Rows rows;
    private final Cache<String, Long> counted = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    Totals(Rows rows) {
        this.rows = rows;
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

    /** Up to how many matching records are to be counted while the first of them are read; empty for none. */
    OptionalLong countedBeside(Question question) {
        TotalKind asked = question.total().orElse(null);
        boolean needless = asked == TotalKind.NONE
                || asked == TotalKind.ESTIMATE
                || question.filters().isEmpty()
                || counted.getIfPresent(key(question)) != null;
        return needless ? OptionalLong.empty() : OptionalLong.of(COUNTED_BESIDE);
    }

    /** The total of a question whose records were counted while they were read. */
    Total counted(Question question, long records) throws IOException {
        return records < COUNTED_BESIDE ? known(question, records) : of(question);
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
        long count = rows.few(question.dataset(), RecordsSql.count(question), found -> {
            found.next();
            return found.getLong(1);
        });
        counted.put(key(question), count);
        return count;
    }

    private long estimate(Question question) throws IOException {
        return rows.plan(Statement.of(question.dataset(), RecordsSql.kept(question)))
                .rows();
    }

    private static String key(Question question) {
        return question.dataset().id() + "/" + question.edition().id() + "?" + question.conditions();
    }
}
