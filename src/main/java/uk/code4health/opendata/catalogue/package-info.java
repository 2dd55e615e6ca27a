/**
 * Which datasets, releases and editions exist, and which edition is live.
 *
 * <p>A manifest becomes a registered {@link uk.code4health.opendata.dataset.Dataset}; a release, once published, becomes
 * part of an {@link uk.code4health.opendata.catalogue.Edition}. Readers of records and loaders of files meet here and
 * nowhere else.
 */
@NullMarked
package uk.code4health.opendata.catalogue;

import org.jspecify.annotations.NullMarked;
