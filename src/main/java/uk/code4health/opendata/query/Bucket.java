package uk.code4health.opendata.query;

import static uk.code4health.opendata.catalogue.RecordsTable.column;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;

/** A stretch of time that dates are put into, with the text that names it; texts of a bucket sort as its times do. */
public enum Bucket {
    /** {@code 2024}, a whole number. */
    YEAR(FieldType.YEAR, "{0}"),
    /** {@code 2024-Q2}: of the calendar year. */
    QUARTER(FieldType.STRING, "lpad(({0})::text, 4, '0') || '-Q' || ((({1}) + 2) / 3)::text"),
    /** {@code 2024-04}. */
    MONTH(FieldType.YEARMONTH, "lpad(({0})::text, 4, '0') || '-' || lpad(({1})::text, 2, '0')"),
    /** {@code 2024/25}: the NHS's, from April to March. */
    FINANCIAL_YEAR(
            FieldType.STRING,
            "lpad((({0}) - (({1}) < 4)::int)::text, 4, '0') || '/'"
                    + " || lpad(((({0}) - (({1}) < 4)::int + 1) % 100)::text, 2, '0')");

    private final FieldType type;
    private final String text;

    /**
     * A kind of bucket.
     *
     * @param text SQL that names the bucket of the year {0} and the month {1}
     */
    Bucket(FieldType type, String text) {
        this.type = type;
        this.text = text;
    }

    /** As it is asked for. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The labels of all. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Bucket::label).toList();
    }

    static Optional<Bucket> of(String label) {
        return Arrays.stream(values())
                .filter(bucket -> bucket.label().equals(label))
                .findFirst();
    }

    /** What type the names of its buckets have. */
    FieldType type() {
        return type;
    }

    /** Whether a field holds times that have a month. */
    public static boolean suits(Field field) {
        return switch (field.type()) {
            case DATE, DATETIME, YEARMONTH -> true;
            default -> false;
        };
    }

    /** The name of the bucket that a record belongs to; nothing where the field has no value. */
    org.jooq.Field<?> of(Field field) {
        org.jooq.Field<Object> time = column(field);
        boolean isText = field.type() == FieldType.YEARMONTH;
        org.jooq.Field<?> year = isText
                ? DSL.field("substring({0}, 1, 4)::bigint", SQLDataType.BIGINT, time)
                : DSL.field("extract(year from {0})::bigint", SQLDataType.BIGINT, time);
        org.jooq.Field<?> month = isText
                ? DSL.field("substring({0}, 6, 2)::int", SQLDataType.INTEGER, time)
                : DSL.field("extract(month from {0})::int", SQLDataType.INTEGER, time);
        return this == YEAR ? year : DSL.field("(" + text + ") collate \"C\"", SQLDataType.CLOB, year, month);
    }
}
