/** Code4Health Open Data: published NHS data as an open API. The rooms are the packages below; this one only starts them. */
@NullMarked
package uk.code4health.opendata;

import org.jspecify.annotations.NullMarked;
