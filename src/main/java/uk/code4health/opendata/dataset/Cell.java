package uk.code4health.opendata.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One cell: a typed value, or null with a status that says why where the publisher said so.
 *
 * @param value a {@link String}, {@link Long}, {@link java.math.BigDecimal}, {@link Boolean},
 *     {@link java.time.LocalDate}, {@link java.time.LocalDateTime} or {@link java.time.LocalTime}
 */
public record Cell(@Nullable Object value, @Nullable CellStatus status) {

    public static final Cell EMPTY = new Cell(null, null);
}
