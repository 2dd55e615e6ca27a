package uk.code4health.opendata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.output.NullOutputStream;
import org.postgresql.PGConnection;

/** Whether the service answers a question as PostgreSQL does: else a comparison would mean nothing. */
record SameRows(String service, Connection sql) {

    /** Fails unless the records at an address are those of a statement that gives JSON, in the same order. */
    void require(String address, String statement) {
        JsonNode records = Web.json(service + address).get("data");
        assertThat(records.size()).as(address).isPositive();
        assertThat(records)
                .as(address + "\n" + statement)
                .isEqualTo(Web.json(one(statement).getBytes(StandardCharsets.UTF_8)));
    }

    /** Fails unless the lines of a CSV file are those of a query. */
    void requireFile(String address, String query) {
        assertThat(digestOfService(address)).as(address + "\n" + query).isEqualTo(digestOfDatabase(query));
    }

    private String one(String statement) {
        try (Statement prepared = sql.createStatement();
                ResultSet rows = prepared.executeQuery(statement)) {
            assertThat(rows.next()).as(statement).isTrue();
            return rows.getString(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }

    /** With line feeds alone, as PostgreSQL has them. */
    private String digestOfService(String address) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        try (InputStream answer = URI.create(service + address).toURL().openStream();
                BufferedReader lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return hexadecimal(digest);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String digestOfDatabase(String query) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        try {
            sql.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (" + query + ") to stdout csv header",
                            new DigestOutputStream(NullOutputStream.INSTANCE, digest));
            return hexadecimal(digest);
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException(query, failure);
        }
    }

    private static String hexadecimal(MessageDigest digest) {
        return Hex.encodeHexString(digest.digest());
    }
}
