package uk.code4health.opendata.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What PostgreSQL expects of a statement.
 *
 * @param cost in its own units
 * @param rows how many it will find
 */
record Plan(double cost, long rows) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asks for the plan, and for nothing else. */
    static Plan of(Statement statement, Connection connection) throws SQLException, IOException {
        try (PreparedStatement explain = connection.prepareStatement("explain (format json) " + statement.sql())) {
            statement.bind(explain);
            Abandonment caller = Abandonment.watch(explain);
            try (ResultSet found = explain.executeQuery()) {
                found.next();
                JsonNode plan = JSON.readTree(found.getString(1)).at("/0/Plan");
                return new Plan(
                        plan.path("Total Cost").asDouble(),
                        plan.path("Plan Rows").asLong());
            } finally {
                caller.isOver();
            }
        }
    }
}
