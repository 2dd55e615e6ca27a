package uk.code4health.opendata.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Keeps other loads of a dataset away, on every node, as two would each build on what the other replaces.
 *
 * <p>Held by the connection and not by its transaction: a load commits its rows and then publishes them.
 */
final class DatasetLock {

    private static final String KEY = "(hashtextextended('load ' || ?, 0))";

    private final Connection connection;
    private final String dataset;

    private DatasetLock(Connection connection, String dataset) {
        this.connection = connection;
        this.dataset = dataset;
    }

    /** Takes the lock if nobody has it. */
    static Optional<DatasetLock> tryTake(Connection connection, String dataset) throws SQLException {
        return isTrue(connection, "select pg_try_advisory_lock" + KEY, dataset)
                ? Optional.of(new DatasetLock(connection, dataset))
                : Optional.empty();
    }

    private static boolean isTrue(Connection connection, String question, String dataset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, dataset);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Gives up what the connection did not commit, and the lock. */
    void close() throws SQLException {
        connection.rollback();
        isTrue(connection, "select pg_advisory_unlock" + KEY, dataset);
    }
}
