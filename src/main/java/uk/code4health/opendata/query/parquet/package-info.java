/**
 * Writes Apache Parquet files front to back to a stream, a row group of some megabytes at a time in memory. Knows columns and
 * values; knows nothing of datasets, records and questions.
 *
 * <p>It uses Apache's own writer without Hadoop, whose classes are there for the compiler only.
 */
@NullMarked
package uk.code4health.opendata.query.parquet;

import org.jspecify.annotations.NullMarked;
