/**
 * Who is calling, and with what role.
 *
 * <p>Reading needs nobody to be anyone. Publishing needs a bearer token.
 */
@NullMarked
package uk.code4health.opendata.access;

import org.jspecify.annotations.NullMarked;
