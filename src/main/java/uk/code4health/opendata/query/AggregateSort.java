package uk.code4health.opendata.query;

/**
 * A column of an answer about groups to sort by; groups without a value come last in both directions.
 *
 * @param place of the column among all
 */
record AggregateSort(int place, boolean descending) {}
