/**
 * Tables of typed values that nobody thought of, written as publishers write them, each with what the service should
 * answer of it.
 */
package uk.code4health.opendata.roundtrip;
