package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into the database for what no reader sees and an interrupted load could leave behind. */
final class RecordsTableCheck {

    private static final String TABLE = "records.gp_registered_patients";

    private final Connection database;

    RecordsTableCheck(Connection database) {
        this.database = database;
    }

    /** Every row belongs to a release that readers may see, and nothing is kept or waits for a job that is over. */
    void assertNothingIsLeft() throws SQLException {
        assertThat(
                        number(
                                "select count(*) from job where dataset = 'gp-registered-patients' and state in ('QUEUED', 'RUNNING')"))
                .as("open jobs")
                .isZero();
        assertThat(number(
                        "select count(*) from release where dataset = 'gp-registered-patients' and state = 'LOADING'"))
                .as("releases half made")
                .isZero();
        assertThat(number("select count(*) from " + TABLE + " r where not exists (select 1 from release"
                        + " where dataset = 'gp-registered-patients' and state in ('PUBLISHED', 'SUPERSEDED')"
                        + " and r._id >= first_row_id and r._id < end_row_id)"))
                .as("rows of no release")
                .isZero();
        assertThat(number("select count(*) from " + TABLE))
                .as("rows of the table, as the releases count them")
                .isEqualTo(number("select sum(records) from release where dataset = 'gp-registered-patients'"
                        + " and state in ('PUBLISHED', 'SUPERSEDED')"));
        assertThat(number("select count(*) from pg_largeobject_metadata where not exists"
                        + " (select 1 from job where original = oid and dataset <> 'gp-registered-patients')"))
                .as("files kept for no job, or for one that is over")
                .isZero();
    }

    long number(String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
