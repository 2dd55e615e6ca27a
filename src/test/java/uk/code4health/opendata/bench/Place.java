package uk.code4health.opendata.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Somewhere among the records in some order.
 *
 * @param next the address of the page behind it
 * @param rowId of the record before that page
 * @param practice of the same record
 */
record Place(String next, long rowId, String practice) {

    /** Behind so many records in default order, where an offset leads at once. */
    static Place inDefaultOrder(String service, Connection sql, long records) {
        String page = Patients.ADDRESS + "records?offset=" + (records - 100);
        return of(Web.json(service + page), sql, "_id", records);
    }

    /** Behind so many records in the order of practices, where only pages lead. */
    static Place inOrderOfPractices(String service, Connection sql, long records) {
        String page = Patients.ADDRESS + "records?sort=practice_code&total=none&limit=10000";
        JsonNode answer = Web.json(service + page);
        for (long walked = 10_000; walked < records; walked += 10_000) {
            answer = Web.json(service + answer.at("/page/next").asText());
        }
        return of(answer, sql, "practice_code, _id", records);
    }

    private static Place of(JsonNode pageBefore, Connection sql, String order, long records) {
        String query = "select _id, practice_code from " + Patients.TABLE + " order by " + order + " offset "
                + (records - 1) + " limit 1";
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return new Place(pageBefore.at("/page/next").asText(), rows.getLong(1), rows.getString(2));
        } catch (SQLException failure) {
            throw new IllegalStateException(query, failure);
        }
    }
}
