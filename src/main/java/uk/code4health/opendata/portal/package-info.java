/**
 * Pages for people. They use what an app could use.
 */
@NullMarked
package uk.code4health.opendata.portal;

import org.jspecify.annotations.NullMarked;
