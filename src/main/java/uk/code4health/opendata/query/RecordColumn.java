package uk.code4health.opendata.query;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/** Where a field, or something worked out, stands in the rows of a query, and how its values are written. */
record RecordColumn(String name, SerializedString jsonName, FieldType type, int place, JsonText text) {

    RecordColumn(Field field, int place) {
        this(field.name(), field.type(), place);
    }

    RecordColumn(String name, FieldType type, int place) {
        this(name, new SerializedString(name), type, place, new JsonText());
    }

    void writeJson(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        json.writeFieldName(jsonName);
        writeValue(rows, json);
    }

    /** The value alone. */
    void writeValue(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        if (comesAsText()) {
            text.write(rows.getBytes(place), json);
        } else {
            writeObject(rows, json);
        }
    }

    /** Whether PostgreSQL sends the canonical text, in UTF-8: of dates it does as they are not transferred in binary. */
    private boolean comesAsText() {
        return switch (type) {
            case STRING, YEARMONTH, DATE, TIME -> true;
            case INTEGER, NUMBER, BOOLEAN, DATETIME, YEAR -> false;
        };
    }

    private void writeObject(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
        Object value = value(rows);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }

    /** The value as JSON has it: a number, a truth value, or the canonical text of anything else. */
    @Nullable Object value(ResultSet rows) throws SQLException {
        Object value =
                switch (type) {
                    case INTEGER, YEAR -> rows.getLong(place);
                    case NUMBER -> rows.getBigDecimal(place);
                    case BOOLEAN -> rows.getBoolean(place);
                    case DATETIME -> rows.getObject(place, LocalDateTime.class);
                    default -> rows.getString(place);
                };
        return rows.wasNull() ? null : value instanceof LocalDateTime time ? ISO_LOCAL_DATE_TIME.format(time) : value;
    }

    /** The canonical text of the value: what CSV holds, and what a cursor remembers. */
    @Nullable String text(ResultSet rows) throws SQLException {
        Object value = value(rows);
        if (value == null) {
            return null;
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** The same for a cell of CSV, which a spreadsheet may open. */
    @Nullable String csvText(ResultSet rows) throws SQLException {
        String text = text(rows);
        return text != null && type == FieldType.STRING ? SpreadsheetText.of(text) : text;
    }
}
