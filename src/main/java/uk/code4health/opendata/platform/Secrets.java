package uk.code4health.opendata.platform;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Secrets that all nodes of a service share, kept in its database. */
@Singleton
public class Secrets {

    private static final int KEY_BYTES = 32;

    private final DataSource database;
    private final SecureRandom random = new SecureRandom();

    Secrets(DataSource database) {
        this.database = database;
    }

    /** A random key of 32 bytes; the same one for ever, on every node. */
    public byte[] key(String name) {
        return find(name).orElseGet(() -> {
            keepIfAbsent(name, randomBytes());
            return find(name).orElseThrow();
        });
    }

    public byte[] randomBytes() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    public Optional<byte[]> find(String name) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select value from secret where name = ?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The secret " + name + " cannot be read", failure);
        }
    }

    /** Keeps a secret unless there is one of this name already, and says whether it did. */
    public boolean keepIfAbsent(String name, byte[] value) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into secret (name, value) values (?, ?) on conflict (name) do nothing")) {
            insert.setString(1, name);
            insert.setBytes(2, value);
            return insert.executeUpdate() == 1;
        } catch (SQLException failure) {
            throw new IllegalStateException("The secret " + name + " cannot be kept", failure);
        }
    }
}
