package uk.code4health.opendata.roundtrip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What DuckDB, which shares no code with what wrote it, reads in a Parquet file.
 *
 * @param types of the columns, as DuckDB names them
 * @param metadata what the file says about itself
 */
public record Parquet(Map<String, String> types, List<Map<String, Object>> rows, Map<String, String> metadata) {

    public static Parquet read(byte[] content) {
        try {
            Path file = Files.createTempFile("records", ".parquet");
            Files.write(file, content);
            try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duckdb.createStatement()) {
                return read(statement, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException unreadable) {
            throw new AssertionError("DuckDB cannot read it", unreadable);
        }
    }

    public List<Object> column(String name) {
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(name)));
        return values;
    }

    private static Parquet read(Statement statement, Path file) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("select * from '" + file + "'")) {
            ResultSetMetaData columns = found.getMetaData();
            for (int at = 1; at <= columns.getColumnCount(); at++) {
                types.put(columns.getColumnName(at), columns.getColumnTypeName(at));
            }
            while (found.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (String name : types.keySet()) {
                    row.put(name, value(found.getObject(name)));
                }
                rows.add(row);
            }
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        try (ResultSet found =
                statement.executeQuery("select decode(key), decode(value) from parquet_kv_metadata('" + file + "')")) {
            while (found.next()) {
                metadata.put(found.getString(1), found.getString(2));
            }
        }
        return new Parquet(types, rows, metadata);
    }

    private static Object value(Object value) {
        return value instanceof java.sql.Timestamp time ? time.toLocalDateTime() : value;
    }
}
