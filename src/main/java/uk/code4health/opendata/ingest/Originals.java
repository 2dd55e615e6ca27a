package uk.code4health.opendata.ingest;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.input.ProxyInputStream;
import org.postgresql.PGConnection;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/**
 * Keeps files as they came, as large objects of PostgreSQL, until they are loaded: any node can load them, and there is
 * one thing to back up. They are packed with Zstandard, which costs less than PostgreSQL would need to write them plain.
 */
@Singleton
class Originals {

    /** Of Zstandard's levels. */
    private static final int QUICKEST = 1;

    private final DataSource database;

    Originals(DataSource database) {
        this.database = database;
    }

    /**
     * A file that is kept.
     *
     * @param sha256 in hexadecimal
     */
    record Original(long oid, String sha256, long bytes) {}

    /** Keeps a file; part of the caller's transaction. */
    Original keep(InputStream file) throws IOException {
        try (Connection connection = database.getConnection()) {
            LargeObjectManager objects = objects(connection);
            MessageDigest sha256 = DigestUtils.getSha256Digest();
            long oid = objects.createLO(LargeObjectManager.READWRITE);
            long bytes;
            try (LargeObject object = objects.open(oid, LargeObjectManager.WRITE);
                    OutputStream out = new ZstdOutputStream(object.getOutputStream(), QUICKEST)) {
                bytes = new DigestInputStream(file, sha256).transferTo(out);
            }
            return new Original(oid, Hex.encodeHexString(sha256.digest()), bytes);
        } catch (SQLException failure) {
            throw new IllegalStateException("The upload cannot be kept", failure);
        }
    }

    /** Opens a kept file, on a connection of its own that ends with the stream. */
    InputStream open(long oid) throws SQLException, IOException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(false); // a large object is open within one transaction
            InputStream object =
                    objects(connection).open(oid, LargeObjectManager.READ).getInputStream();
            return new ProxyInputStream(new ZstdInputStream(object)) {
                @Override
                public void close() {
                    try (connection) {
                        super.close();
                        connection.rollback();
                    } catch (SQLException | IOException databaseAway) {
                        Log.debug("The connection of an upload could not be closed", databaseAway);
                    }
                }
            };
        } catch (SQLException | IOException failure) {
            closeQuietly(connection);
            throw failure;
        }
    }

    /** Lets a file go; part of the caller's transaction. */
    void drop(long oid) {
        try (Connection connection = database.getConnection()) {
            objects(connection).delete(oid);
        } catch (SQLException failure) {
            throw new IllegalStateException("The upload cannot be dropped", failure);
        }
    }

    private static void closeQuietly(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException databaseAway) {
            Log.debug("The connection of an upload could not be closed", databaseAway);
        }
    }

    private static LargeObjectManager objects(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getLargeObjectAPI();
    }
}
