package uk.code4health.opendata.contract.clients;

import org.apache.commons.lang3.StringUtils;
import org.apache.commons.text.CaseUtils;
import uk.code4health.opendata.dataset.DatasetId;

/** What a dataset's client is called: {@code gp-practices} in the forms that languages want. */
public record ClientNames(DatasetId dataset) {

    /** The version of every client, as its contract's. */
    static final String VERSION = "1.0.0";

    /** As packages are called: {@code gp-practices-client}. */
    public String client() {
        return dataset.value() + "-client";
    }

    /** {@code GpPractices}. */
    public String inPascalCase() {
        return CaseUtils.toCamelCase(dataset.value(), true, '-');
    }

    /** What the document calls a record: {@code GpPracticesRecord}. */
    public String record() {
        return inPascalCase() + "Record";
    }

    /** {@code gpPractices}. */
    public String inCamelCase() {
        return StringUtils.uncapitalize(inPascalCase());
    }

    /** {@code gp_practices}. */
    public String inSnakeCase() {
        return dataset.value().replace('-', '_');
    }

    /** {@code gppractices}. */
    public String run() {
        return dataset.value().replace("-", "");
    }
}
