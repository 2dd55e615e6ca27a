package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import javax.sql.DataSource;

/** A table of records that nobody else can read while it is open: whatever is asked of it waits. */
final class LockedTable implements AutoCloseable {

    private final DataSource database;
    private final String table;
    private final Connection locking;

    LockedTable(DataSource database, String table) throws SQLException {
        this.database = database;
        this.table = table;
        this.locking = database.getConnection();
        locking.setAutoCommit(false);
        try (Statement lock = locking.createStatement()) {
            lock.execute("lock table records." + table + " in access exclusive mode");
        }
    }

    /** Waits until as many statements wait for the table, and no more and no fewer. */
    void awaitBlocked(int statements) throws SQLException {
        try (Connection watching = database.getConnection();
                PreparedStatement sql =
                        watching.prepareStatement("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and query like '%' || ? || '%' and pid <> pg_backend_pid()")) {
            sql.setString(1, table);
            Instant latest = Instant.now().plusSeconds(10);
            while (blocked(sql) != statements) {
                assertThat(Instant.now())
                        .as("blocked statements: " + statements)
                        .isBefore(latest);
                ServiceTest.pause();
            }
        }
    }

    private static int blocked(PreparedStatement sql) throws SQLException {
        try (ResultSet found = sql.executeQuery()) {
            found.next();
            return found.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (locking) {
            locking.rollback();
        }
    }
}
