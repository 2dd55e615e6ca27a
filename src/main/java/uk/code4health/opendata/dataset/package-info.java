/**
 * What a dataset is: its id, schema, fields, types, cells, statuses and releases.
 *
 * <p>Pure Java: no framework, no SQL, no JSON. Text becomes a typed value here and nowhere else, for a publisher's file
 * as for a caller's question.
 */
@NullMarked
package uk.code4health.opendata.dataset;

import org.jspecify.annotations.NullMarked;
