/**
 * Random conditions in CQL2 text, each with what it means: evaluated here on records as they were answered, by the three
 * truths of SQL, without SQL.
 */
@NullMarked
package uk.code4health.opendata.conditions;

import org.jspecify.annotations.NullMarked;
