/**
 * What is technical only: problems and how they become HTTP, the database that comes with the service, HTTP validators.
 *
 * <p>Knows nothing of datasets.
 */
@NullMarked
package uk.code4health.opendata.platform;

import org.jspecify.annotations.NullMarked;
