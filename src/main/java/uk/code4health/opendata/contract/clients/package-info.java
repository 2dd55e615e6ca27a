/**
 * Clients of datasets: typed libraries in several languages, made of a dataset's OpenAPI document by openapi-generator with the
 * settings and templates of {@code openapi/}, and programs that use them.
 *
 * <p>Knows documents and questions as such, nothing of what is live.
 */
@NullMarked
package uk.code4health.opendata.contract.clients;

import org.jspecify.annotations.NullMarked;
