package uk.code4health.opendata.ingest;

/** How far a load is. */
record Progress(Stage stage, long bytesRead, long rowsRead, long rowsLoaded, long rowsRejected, long rowsSkipped) {}
