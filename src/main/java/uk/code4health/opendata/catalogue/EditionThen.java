package uk.code4health.opendata.catalogue;

/**
 * What was live at some time.
 *
 * @param settled whether it will always have been; else that time has not come, or has only just passed
 */
public record EditionThen(Edition edition, boolean settled) {}
