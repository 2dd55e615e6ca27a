package uk.code4health.opendata.query;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Looks at the start whether questions are answered by a role that may read published records and nothing else. Where
 * the role is missing and may not be made, it says what makes it, or refuses to start.
 */
@Singleton
class ReaderCheck {

    /** Asked of what a role may do, so that any role will do which may not do more. */
    private static final String MAY_DO_MORE = """
            select current_user, coalesce(has_table_privilege(to_regclass('secret'), 'select, insert, update, delete'), false)
                or exists (select from pg_class where relnamespace = to_regnamespace('records') and relkind in ('r', 'p')
                    and has_table_privilege(oid, 'insert, update, delete, truncate')) as more,
                format('create role %1$I; grant %1$I to %2$I;', current_database() || '_reader', session_user) as remedy
            """;

    private final AgroalDataSource database;
    private final QueryConfig config;

    ReaderCheck(@DataSource("reads") AgroalDataSource database, QueryConfig config) {
        this.database = database;
        this.config = config;
    }

    void look(@Observes StartupEvent starting) {
        objection().ifPresent(objection -> {
            if (config.requireReader()) {
                throw new IllegalStateException(objection);
            }
            Log.warn(objection);
        });
    }

    private Optional<String> objection() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(MAY_DO_MORE);
                ResultSet found = statement.executeQuery()) {
            found.next();
            return found.getBoolean("more")
                    ? Optional.of(objection(found.getString("current_user"), found.getString("remedy")))
                    : Optional.empty();
        } catch (SQLException failure) {
            return Optional.of("What the role of questions may do in the database cannot be looked at: " + failure);
        }
    }

    private static String objection(String role, String remedy) {
        return "Questions are answered in read-only transactions, but by the database role " + role
                + ", which may do more than read published records. For a role that may not, let someone who may make roles run: "
                + remedy + " and start the service again";
    }
}
