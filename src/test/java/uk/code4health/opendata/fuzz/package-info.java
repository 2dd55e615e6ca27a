/**
 * Requests that make sense, and requests spoilt from those: what {@code FuzzTest} sends, how it is sent, and what may come
 * back. A new address is a new constant of {@link uk.code4health.opendata.fuzz.Endpoint}.
 */
package uk.code4health.opendata.fuzz;
