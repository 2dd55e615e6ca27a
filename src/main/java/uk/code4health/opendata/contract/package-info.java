/**
 * The contract: the OpenAPI document, made from the resources and the operator table, never written by hand.
 */
@NullMarked
package uk.code4health.opendata.contract;

import org.jspecify.annotations.NullMarked;
