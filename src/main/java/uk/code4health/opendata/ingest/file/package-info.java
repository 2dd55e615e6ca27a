/** What a publisher sends: containers, encodings, CSV and workbooks, each made into rows of text. */
@NullMarked
package uk.code4health.opendata.ingest.file;

import org.jspecify.annotations.NullMarked;
