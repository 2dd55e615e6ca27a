package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/**
 * Moments in the life of a load at which something may happen to it, from its upload to its last word. They are found by looking
 * into the database, or made: the load is held up by a lock at the very step.
 */
enum Moment {
    HALF_UPLOADED,
    UPLOADED_AND_NOT_YET_A_JOB("lock table job in exclusive mode"),
    ACCEPTED,
    READ_A_TENTH(0.1),
    READ_A_QUARTER(0.25),
    READ_A_HALF(0.5),
    READ_THREE_QUARTERS(0.75),
    READ_NINE_TENTHS(0.9),
    CHECKED("select 1 from dataset where id = 'gp-registered-patients' for no key update"),
    INDEXED("lock table slice in exclusive mode"),
    STORED_AND_NOT_YET_PUBLISHED("lock table edition in exclusive mode"),
    PUBLISHED_AND_NOT_YET_SAID("lock table pg_largeobject in exclusive mode");

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String COPIED =
            "select coalesce(max(tuples_processed), 0) from pg_stat_progress_copy where relid = 'records.gp_registered_patients'::regclass";
    private static final String HELD_UP = "select count(*) from pg_locks where not granted";

    private final String lock;
    private final double read;

    Moment() {
        this.lock = null;
        this.read = 0;
    }

    Moment(String lock) {
        this.lock = lock;
        this.read = 0;
    }

    Moment(double read) {
        this.lock = null;
        this.read = read;
    }

    /** Whether nobody was told of a job before it. */
    boolean isBeforeTheJob() {
        return this == HALF_UPLOADED || this == UPLOADED_AND_NOT_YET_A_JOB;
    }

    /** Whether the load has surely begun before it, and must begin again after it. */
    boolean isAmidTheLoad() {
        return !isBeforeTheJob() && this != ACCEPTED && this != PUBLISHED_AND_NOT_YET_SAID;
    }

    /** Sees to it that a load that comes to this moment does not get past it. */
    void holdUp(Connection database) throws SQLException {
        database.setAutoCommit(false);
        if (lock != null) {
            try (Statement statement = database.createStatement()) {
                statement.execute(lock);
            }
        }
    }

    /** Waits for it. */
    void await(RecordsTableCheck database, long rows) throws SQLException {
        Instant latest = Instant.now().plus(LONGEST);
        while (!hasCome(database, rows)) {
            assertThat(Instant.now()).as("seen in time: " + this).isBefore(latest);
            ServiceProcess.pause(1);
        }
    }

    private boolean hasCome(RecordsTableCheck database, long rows) throws SQLException {
        return read > 0 ? database.number(COPIED) >= read * rows : lock == null || database.number(HELD_UP) > 0;
    }
}
