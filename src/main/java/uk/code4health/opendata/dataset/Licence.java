package uk.code4health.opendata.dataset;

/**
 * The terms a dataset is published under.
 *
 * @param id a name such as {@code OGL-UK-3.0}
 * @param url where the terms stand
 * @param attribution what a user of the data has to say
 */
public record Licence(String id, String url, String attribution) {}
