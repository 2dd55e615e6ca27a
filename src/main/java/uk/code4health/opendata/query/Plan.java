package uk.code4health.opendata.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What PostgreSQL expects of a statement.
 *
 * @param cost in its own units
 * @param rows how many it will find
 * @param steps how it will be run, as PostgreSQL tells it
 */
record Plan(double cost, long rows, JsonNode steps) {

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
                        plan.path("Plan Rows").asLong(),
                        plan);
            } finally {
                caller.isOver();
            }
        }
    }

    /** The names of the indexes that it reads. */
    Set<String> indexes() {
        return new TreeSet<>(steps.findValuesAsText("Index Name"));
    }
}
