package uk.code4health.opendata.query;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import uk.code4health.opendata.dataset.Licence;

/** One record and where it comes from. */
@Schema(name = "RecordPage")
record RecordPage(Map<String, Object> data, RecordsPage.EditionReference edition, Licence licence) {}
