/**
 * The contract: the OpenAPI document, made from the resources and the operator table, never written by hand.
 *
 * <p>And the catalogue in the words of others, read off what is live: Data Packages, DCAT, schema.org.
 */
@NullMarked
package uk.code4health.opendata.contract;

import org.jspecify.annotations.NullMarked;
