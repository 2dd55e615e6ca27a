/**
 * Writes Office Open XML workbooks (ECMA-376) front to back: in little memory however many rows there are, and the same
 * bytes for the same cells. Knows sheets and cells; knows nothing of datasets, records and questions.
 */
@NullMarked
package uk.code4health.opendata.query.xlsx;

import org.jspecify.annotations.NullMarked;
