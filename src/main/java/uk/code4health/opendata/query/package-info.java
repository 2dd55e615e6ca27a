/**
 * Answers questions about published records.
 *
 * <p>A request becomes rows in four steps, each its own type: query parameters (HTTP, untrusted), {@code Question} (checked
 * against the dataset's schema), {@code RecordsSql} (text and binds), rows written in a format. All but the last two are
 * pure. Knows nothing of how records come in.
 */
@NullMarked
package uk.code4health.opendata.query;

import org.jspecify.annotations.NullMarked;
