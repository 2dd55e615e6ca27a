package uk.code4health.opendata.ingest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a text in a column means, ready to be stored; or why it means nothing. */
final class TypedCell {

    private static final byte[] NOTHING = {};

    private final String written;
    private final String text;
    private final @Nullable Object value;
    private final @Nullable String status;
    private final @Nullable String fault;
    private final byte[] encoded;
    private final long hash;
    private boolean isRemembered;
    private long times;
    private long firstLine;

    private TypedCell(
            String written,
            String text,
            @Nullable Object value,
            @Nullable String status,
            @Nullable String fault,
            byte[] encoded) {
        this.written = written;
        this.text = text;
        this.value = value;
        this.status = status;
        this.fault = fault;
        this.encoded = encoded;
        this.hash = hash(value instanceof BigDecimal number ? text(number) : encoded);
    }

    static TypedCell of(String written, String text, @Nullable Object value, @Nullable String status, byte[] encoded) {
        return new TypedCell(written, text, value, status, null, encoded);
    }

    static TypedCell unreadable(String written, String text, String fault) {
        return new TypedCell(written, text, null, null, fault, NOTHING);
    }

    /** Whether it was read from this very text. */
    boolean isOf(String cell) {
        return written.equals(cell);
    }

    /** The publisher's text, without outer white space. */
    String text() {
        return text;
    }

    @Nullable Object value() {
        return value;
    }

    /** The label of the status, where the publisher gave a reason for no value. */
    @Nullable String status() {
        return status;
    }

    /** Why it cannot be read. */
    @Nullable String fault() {
        return fault;
    }

    /** The value, and its status if the field has them, as COPY takes them in its text format. */
    byte[] encoded() {
        return encoded;
    }

    /** Equal for equal values; different for different ones, but for about one pair in 2^64. */
    long hash() {
        return hash;
    }

    /** Whether it stands for every cell of its text, and counts them. */
    boolean isRemembered() {
        return isRemembered;
    }

    void remember() {
        isRemembered = true;
    }

    /** A record has it. */
    void taken(long line) {
        if (times++ == 0) {
            firstLine = line;
        }
    }

    /** How many records have it. */
    long times() {
        return times;
    }

    /** The line of the first record that has it. */
    long firstLine() {
        return firstLine;
    }

    boolean hasSameValueAs(TypedCell other) {
        return this == other || (hash == other.hash && Arrays.equals(encoded, other.encoded));
    }

    /** 1.0 and 1.00 are one number. */
    private static byte[] text(BigDecimal number) {
        return number.stripTrailingZeros().toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** FNV-1a, and the finish of MurmurHash3, which spreads it over all bits. */
    private static long hash(byte[] bytes) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : bytes) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
