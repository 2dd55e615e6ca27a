package uk.code4health.opendata.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of other datasets within a record, which come from the database as JSON. */
final class Embedded {

    /** As HAL calls resources within another (draft-kelly-json-hal); no field's name begins like this. */
    static final String MEMBER = "_embedded";

    private final List<Expansion> expansions;
    private final int place;

    /**
     * Those of a question.
     *
     * @param place where the first of them stands in the rows
     */
    Embedded(List<Expansion> expansions, int place) {
        this.expansions = expansions;
        this.place = place;
    }

    /** Writes them as a member of the object that is being written; none, if none were asked for. */
    void writeJson(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        if (expansions.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(MEMBER);
        for (int at = 0; at < expansions.size(); at++) {
            json.writeFieldName(expansions.get(at).name());
            @Nullable String record = rows.getString(place + at);
            json.writeRawValue(record == null ? "null" : record);
        }
        json.writeEndObject();
    }

    /** The same as values. */
    Map<String, Object> values(ResultSet rows) throws SQLException {
        if (expansions.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable Object> records = new LinkedHashMap<>();
        for (int at = 0; at < expansions.size(); at++) {
            @Nullable String record = rows.getString(place + at);
            records.put(expansions.get(at).name(), record == null ? null : new RawValue(record));
        }
        return Map.of(MEMBER, records);
    }
}
