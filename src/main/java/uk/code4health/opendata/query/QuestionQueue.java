package uk.code4health.opendata.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/**
 * Lets questions to the database in turn, and heavy ones only a few at a time, so that there is always room for those that
 * are answered at once. What a question weighs is PostgreSQL's own estimate, asked once for all that differ in values
 * only; one beyond all measure is refused before it begins.
 */
@Singleton
class QuestionQueue {

    private static final int REMEMBERED = 2_000;

    /** Releases grow. */
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private final QueryConfig config;
    private final QuestionThreads threads;
    private final FairPlaces heavy;
    private final Cache<String, Double> costs = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    QuestionQueue(QueryConfig config, QuestionThreads threads) {
        this.config = config;
        this.threads = threads;
        this.heavy = new FairPlaces(config.heavyAtATime());
    }

    /** What is done in a turn. */
    interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    /** Gives connections. */
    interface Connections {
        Connection get() throws SQLException;
    }

    /** How the rows of a statement are read. */
    enum Reading {
        /** They are few. */
        AT_ONCE,
        /** As fast as their reader takes them, who may be slow: as a heavy question, whatever it costs. */
        IN_BATCHES
    }

    /** Waits for the turn of a statement, and takes it. */
    <T> T inTurn(Statement statement, Reading isRead, Connections connections, Work<T> work)
            throws SQLException, IOException {
        @Nullable Double known = costs.getIfPresent(statement.sql());
        double cost = known == null ? weigh(statement, connections) : known;
        if (cost > config.highestCost()) {
            throw refused(statement, connections);
        }
        return cost <= config.heavyCost() && isRead == Reading.AT_ONCE
                ? run(connections, work)
                : aside(connections, work);
    }

    private static ProblemException refused(Statement statement, Connections connections) throws SQLException {
        try (Connection connection = connections.get()) {
            return Problem.QUESTION_TOO_COSTLY.with("It would look at too many records. "
                    + IndexedFields.of(statement.dataset(), connection).advice());
        }
    }

    private static <T> T run(Connections connections, Work<T> work) throws SQLException, IOException {
        try (Connection connection = connections.get()) {
            return work.on(connection);
        }
    }

    private <T> T aside(Connections connections, Work<T> work) throws SQLException, IOException {
        threads.standAside();
        String caller = threads.caller().orElse("");
        if (!heavy.enter(caller, config.longestWait())) {
            throw Problem.BUSY.with("Too many large questions are being answered, and this one has waited for "
                    + config.longestWait().toSeconds() + " seconds. Try again shortly.");
        }
        try {
            return run(connections, work);
        } finally {
            heavy.leave(caller);
        }
    }

    private double weigh(Statement statement, Connections connections) throws SQLException, IOException {
        try (Connection connection = connections.get()) {
            double cost = Plan.of(statement, connection).cost();
            costs.put(statement.sql(), cost);
            return cost;
        }
    }
}
