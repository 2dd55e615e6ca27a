package uk.code4health.opendata.query.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** A column that may lack values: its type in the file, and how a value of it is written. */
public final class Column {

    /** As many digits as a decimal has in every program that reads them. */
    public static final int MOST_DIGITS = 38;

    /** As many digits as fit into eight bytes. */
    private static final int FEW_DIGITS = 18;

    private static final int BYTES_OF_MANY_DIGITS = 16;

    private final PrimitiveType type;
    private final Writing writing;

    private Column(PrimitiveType type, Writing writing) {
        this.type = type;
        this.writing = writing;
    }

    private interface Writing {
        void write(Object value, RecordConsumer to);
    }

    /** Texts. */
    public static Column ofStrings(String name) {
        return new Column(
                typed(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType(), name),
                (value, to) -> to.addBinary(Binary.fromString((String) value)));
    }

    /** {@link Long}s. */
    public static Column ofWholeNumbers(String name) {
        return new Column(
                typed(PrimitiveTypeName.INT64, LogicalTypeAnnotation.intType(64, true), name),
                (value, to) -> to.addLong((Long) value));
    }

    /**
     * {@link BigDecimal}s.
     *
     * @param wholeDigits as many as they have before the point
     * @param scale as many as they have behind it, the two together at most {@link #MOST_DIGITS}
     */
    public static Column ofDecimals(String name, int wholeDigits, int scale) {
        if (wholeDigits + scale <= FEW_DIGITS) {
            return new Column(
                    typed(PrimitiveTypeName.INT64, LogicalTypeAnnotation.decimalType(scale, FEW_DIGITS), name),
                    (value, to) -> to.addLong(unscaled(value, scale).longValueExact()));
        }
        PrimitiveType type = Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(BYTES_OF_MANY_DIGITS)
                .as(LogicalTypeAnnotation.decimalType(scale, MOST_DIGITS))
                .named(name);
        return new Column(type, (value, to) -> to.addBinary(bytes(unscaled(value, scale))));
    }

    /** {@link Boolean}s. */
    public static Column ofTruths(String name) {
        return new Column(
                Types.optional(PrimitiveTypeName.BOOLEAN).named(name), (value, to) -> to.addBoolean((Boolean) value));
    }

    /** {@link LocalDate}s. */
    public static Column ofDates(String name) {
        return new Column(
                typed(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType(), name),
                (value, to) -> to.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay())));
    }

    /** {@link LocalDateTime}s to the microsecond, of no time zone. */
    public static Column ofDatesAndTimes(String name) {
        return new Column(
                typed(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS), name),
                (value, to) -> to.addLong(ChronoUnit.MICROS.between(
                        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), (LocalDateTime) value)));
    }

    /** {@link LocalTime}s to the microsecond. */
    public static Column ofTimes(String name) {
        return new Column(
                typed(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS), name),
                (value, to) -> to.addLong(((LocalTime) value).getLong(ChronoField.MICRO_OF_DAY)));
    }

    PrimitiveType type() {
        return type;
    }

    void write(Object value, RecordConsumer to) {
        writing.write(value, to);
    }

    private static PrimitiveType typed(PrimitiveTypeName stored, LogicalTypeAnnotation meant, String name) {
        return Types.optional(stored).as(meant).named(name);
    }

    private static BigInteger unscaled(Object number, int scale) {
        return ((BigDecimal) number).setScale(scale).unscaledValue();
    }

    /** Two's complement, most significant byte first. */
    private static Binary bytes(BigInteger number) {
        byte[] bare = number.toByteArray();
        byte[] filled = new byte[BYTES_OF_MANY_DIGITS];
        Arrays.fill(filled, 0, filled.length - bare.length, (byte) (number.signum() < 0 ? -1 : 0));
        System.arraycopy(bare, 0, filled, filled.length - bare.length, bare.length);
        return Binary.fromConstantByteArray(filled);
    }
}
