/**
 * What a benchmark of serving needs: load drivers, the bounds to measure beside the service, and the questions that are asked.
 *
 * <p>Every process is started on the loopback interface and ends with the benchmark.
 */
package uk.code4health.opendata.bench;
