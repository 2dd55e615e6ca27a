package uk.code4health.opendata.query;

import static uk.code4health.opendata.query.QuestionQueue.Reading.AT_ONCE;
import static uk.code4health.opendata.query.QuestionQueue.Reading.IN_BATCHES;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Query;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.platform.Problem;

/** Runs questions on connections that may only read, for a limited time. */
@Singleton
class Rows {

    /** As many rows as are fetched at a time where all do not fit into memory. */
    private static final int BATCH = 2_000;

    private static final String CANCELLED = "57014";
    private static final String CONNECTION_LOST = "08";
    private static final String SERVER_STOPPING = "57P";

    private final AgroalDataSource database;
    private final QuestionQueue queue;
    private final Counter statements;

    Rows(@DataSource("reads") AgroalDataSource database, QuestionQueue queue, MeterRegistry meters) {
        this.queue = queue;
        this.database = database;
        this.statements = Counter.builder("opendata.statements")
                .description("Statements run to answer questions")
                .register(meters);
    }

    /** Reads what a query finds. */
    interface Reading<T> {
        T read(ResultSet rows) throws SQLException, IOException;
    }

    /** Runs a query whose rows are few. */
    <T> T few(Dataset dataset, Query query, Reading<T> reading) throws IOException {
        return few(Statement.of(dataset, query), reading);
    }

    /** Runs a statement whose rows are few. */
    <T> T few(Statement query, Reading<T> reading) throws IOException {
        try {
            return queue.inTurn(
                    query, AT_ONCE, database::getConnection, connection -> run(connection, query, 0, reading));
        } catch (SQLException failure) {
            throw refused(query, failure);
        }
    }

    /** Runs a statement whose rows may be more than memory holds. */
    <T> T many(Statement query, Reading<T> reading) throws IOException {
        try {
            return queue.inTurn(
                    query, IN_BATCHES, database::getConnection, connection -> inBatches(connection, query, reading));
        } catch (SQLException failure) {
            throw refused(query, failure);
        }
    }

    /** What the database expects of a statement, which is not run. */
    Plan plan(Statement query) throws IOException {
        try (Connection connection = database.getConnection()) {
            return Plan.of(query, connection);
        } catch (SQLException failure) {
            throw refused(query, failure);
        }
    }

    /** The fields that the indexes of a dataset's records are on. */
    IndexedFields indexes(Dataset dataset) throws IOException {
        try (Connection connection = database.getConnection()) {
            return IndexedFields.of(dataset, connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("The indexes of " + dataset.id() + " cannot be read", failure);
        }
    }

    private <T> T inBatches(Connection connection, Statement query, Reading<T> reading)
            throws SQLException, IOException {
        connection.setAutoCommit(false); // rows come in batches only within a transaction
        try {
            return run(connection, query, BATCH, reading);
        } finally {
            connection.rollback();
        }
    }

    private <T> T run(Connection connection, Statement query, int batch, Reading<T> reading)
            throws SQLException, IOException {
        statements.increment();
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            query.bind(statement);
            statement.setFetchSize(batch);
            Abandonment caller = Abandonment.watch(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            } finally {
                caller.isOver();
            }
        }
    }

    private RuntimeException refused(Statement query, SQLException failure) throws IOException {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals(CANCELLED)) {
            return Problem.TIME_LIMIT.with("The question ran into the time limit. "
                    + indexes(query.dataset()).advice());
        }
        if (state.startsWith(CONNECTION_LOST) || state.startsWith(SERVER_STOPPING)) {
            return Problem.UNAVAILABLE.with("The database is away at the moment.");
        }
        return new IllegalStateException("A question failed", failure);
    }
}
