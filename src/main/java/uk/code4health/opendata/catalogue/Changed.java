package uk.code4health.opendata.catalogue;

import uk.code4health.opendata.dataset.DatasetId;

/** A dataset was registered or a release of it published, or will be when the transaction commits. */
record Changed(DatasetId dataset) {}
