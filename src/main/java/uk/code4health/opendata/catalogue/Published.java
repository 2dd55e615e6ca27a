package uk.code4health.opendata.catalogue;

import uk.code4health.opendata.dataset.DatasetId;

/** A release of a dataset was published, or will be when the transaction commits. */
record Published(DatasetId dataset) {}
