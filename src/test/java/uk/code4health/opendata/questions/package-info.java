/** Questions that chance makes, each with the answer worked out here from all records, one by one. */
package uk.code4health.opendata.questions;
