package uk.code4health.opendata.governance;

import java.math.BigDecimal;

/**
 * The cells of one field that a published total is the total of.
 *
 * @param sum of those that are published
 * @param suppressed how many are suppressed
 * @param firstSuppressed the line of the first of these; nothing where there are none
 */
public record GroupMembers(BigDecimal sum, long suppressed, long firstSuppressed) {}
