package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions run as a role to which PostgreSQL refuses everything but reading published records. */
@QuarkusTest
class ReaderTest extends ServiceTest {

    private static final String PERMISSION_DENIED = "42501";

    @Inject
    AgroalDataSource database;

    @Inject
    @DataSource("reads")
    AgroalDataSource reads;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into records.gp_practices select * from records.gp_practices",
                "update records.gp_practices set name = ''",
                "delete from records.gp_practices",
                "truncate records.gp_practices",
                "drop table records.gp_practices",
                "alter table records.gp_practices add column more text",
                "create table records.more (id bigint)",
                "create table public.more (id bigint)",
                "create schema more",
                "create role more",
                "copy records.gp_practices to program 'true'",
                "select pg_read_file('postgresql.conf')",
                "insert into secret values ('more', '')",
                "update edition set records = 0",
                "delete from job"
            })
    void itChangesNothingEvenInATransactionThatMay(String statement) throws SQLException {
        assertRefused(statement);
    }

    @Test
    void itReadsNoTableButThoseOfRecords() throws SQLException {
        List<String> tables = tables("schemaname not in ('records', 'pg_catalog', 'information_schema')");
        assertThat(tables).contains("public.secret", "public.job", "public.dataset", "public.edition");
        for (String table : tables) {
            assertRefused("select * from " + table);
        }
    }

    @Test
    void itReadsEveryTableOfRecordsThoseMadeLaterToo() throws SQLException {
        registerLike("gp-practices", "practices-made-later");
        List<String> tables = tables("schemaname = 'records'");
        assertThat(tables).contains("records.gp_practices", "records.practices_made_later");
        try (Connection connection = reads.getConnection();
                Statement sql = connection.createStatement()) {
            for (String table : tables) {
                assertThat(sql.execute("select records.folded('É') from " + table + " limit 1"))
                        .isTrue();
            }
        }
    }

    @Test
    void itsNameIsThatOfTheDatabaseSoThatTwoDatabasesOfAServerDoNotShareIt() throws SQLException {
        try (Connection connection = reads.getConnection();
                Statement sql = connection.createStatement();
                ResultSet role = sql.executeQuery("select current_user, current_database() || '_reader',"
                        + " current_setting('statement_timeout'), current_setting('default_transaction_read_only')")) {
            role.next();
            assertThat(role.getString(1)).isEqualTo(role.getString(2));
            assertThat(role.getString(3)).isEqualTo("20s");
            assertThat(role.getString(4)).isEqualTo("on");
        }
    }

    private void assertRefused(String statement) throws SQLException {
        try (Connection connection = reads.getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                sql.execute("set transaction read write");
                assertThatThrownBy(() -> sql.execute(statement))
                        .as(statement)
                        .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                                .as(refusal.getMessage())
                                .isEqualTo(PERMISSION_DENIED));
            } finally {
                connection.rollback();
            }
        }
    }

    private List<String> tables(String condition) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(
                        "select format('%I.%I', schemaname, tablename) from pg_tables where " + condition)) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }
}
