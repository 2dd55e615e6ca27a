package uk.code4health.opendata.ingest;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/**
 * Values in the binary format of PostgreSQL's COPY (its documentation, "COPY", section "Binary Format"): the length of the
 * value in four bytes, -1 for null, and the value as its type's receive function takes it.
 */
final class PgBinary {

    private static final byte[] NULL = {-1, -1, -1, -1};
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final byte[] TRUE = {1};
    private static final byte[] FALSE = {0};

    private PgBinary() {}

    /** A value and, where its field has one, its status. */
    static byte[] fields(@Nullable Object value, boolean hasStatus, @Nullable String status) {
        byte[] first = field(value);
        if (!hasStatus) {
            return first;
        }
        byte[] second = field(status);
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] field(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        byte[] bytes = bytes(value);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] bytes(Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof Long number) {
            return ofLong(number);
        }
        if (value instanceof BigDecimal number) {
            return ByteConverter.numeric(number);
        }
        if (value instanceof LocalDate date) {
            return ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) EPOCH.until(date, ChronoUnit.DAYS))
                    .array();
        }
        if (value instanceof LocalDateTime time) {
            return ofLong(EPOCH.atStartOfDay().until(time, ChronoUnit.MICROS));
        }
        if (value instanceof LocalTime time) {
            return ofLong(time.toNanoOfDay() / 1_000);
        }
        if (value instanceof Boolean truth) {
            return truth ? TRUE : FALSE;
        }
        throw new IllegalArgumentException("No field has values of " + value.getClass());
    }

    private static byte[] ofLong(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
